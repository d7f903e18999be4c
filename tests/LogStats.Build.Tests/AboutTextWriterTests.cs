using LogStats.Build.Help.Read;
using LogStats.Build.Help.Write;

namespace LogStats.Build.Tests;

/// <summary>About pages become the plain text that Get-Help shows.</summary>
public sealed class AboutTextWriterTests
{
    private const string Page = """
        # about_Sample

        ## SHORT DESCRIPTION

        Explains samples.

        ## Long description

        A paragraph that has to be wrapped because it is longer than eighty columns when indented by four.

        ### Parts

        - one item that is so long that it has to be wrapped, with a hanging indent, at column eighty
          - a part of it
        - two

        ```powershell
        Get-Sample -Path 'a-file-name-that-is-longer-than-a-line-may-be.log' | Where-Object Size -gt 1

        # done
        ```

        | a | b |
        |---|---|
        | 1 | 2 |
        """;

    [Fact]
    public void The_whole_page_is_as_expected()
    {
        const string Expected = """
            TOPIC
                about_Sample

            SHORT DESCRIPTION
                Explains samples.

            LONG DESCRIPTION
                A paragraph that has to be wrapped because it is longer than eighty columns
                when indented by four.

              Parts
                - one item that is so long that it has to be wrapped, with a hanging indent,
                  at column eighty
                  - a part of it
                - two

                    Get-Sample -Path 'a-file-name-that-is-longer-than-a-line-may-be.log' | Where-Object Size -gt 1

                    # done

                | a | b |
                |---|---|
                | 1 | 2 |

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"),
            AboutTextWriter.Write(AboutPageReader.Read("docs/en-US/about_Sample.md", Page)));
    }

    [Theory]
    [InlineData("# about_Sample", "# about_Samples", ":1:", "differ")]
    [InlineData("## SHORT DESCRIPTION", "## SHORT", ":1:", "no '## SHORT DESCRIPTION'")]
    [InlineData("Explains samples.", "- Explains", ":3:", "one paragraph")]
    [InlineData("# done\n```", "# done", ":17:", "never closed")]
    public void A_fault_is_reported_at_its_line(string text, string replacement, string line, string message)
    {
        string page = Page.ReplaceLineEndings("\n").Replace(text, replacement, StringComparison.Ordinal);
        HelpPageException error = Assert.Throws<HelpPageException>(
            () => AboutPageReader.Read("docs/about_Sample.md", page));
        Assert.StartsWith("docs/about_Sample.md" + line, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
