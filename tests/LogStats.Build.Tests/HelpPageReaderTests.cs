using System.Globalization;
using LogStats.Build.Help.Model;
using LogStats.Build.Help.Read;

namespace LogStats.Build.Tests;

/// <summary>Pages that cannot be right are refused with the file and the line where to look.</summary>
public sealed class HelpPageReaderTests
{
    private const string File = "docs/en-US/Get-Sample.md";

    [Theory]
    [InlineData("title: Get-Sample\n", "", "---", "front matter has no 'title'")]
    [InlineData("Module Name: LogStats\n", "", "---", "front matter has no 'Module Name'")]
    [InlineData("title: Get-Sample", "title: Get-Samples", "# Get-Sample", "must be the same")]
    [InlineData("## SYNOPSIS\n", "## SYNOPSYS\n", "## SYNOPSYS", "no section 'SYNOPSYS'")]
    [InlineData("## NOTES\n", "## INPUTS\n", "## INPUTS", "is there twice")]
    [InlineData("## OUTPUTS\n\n### LogStats.Sample\n\nOne per line.\n", "", "# Get-Sample", "no '## OUTPUTS'")]
    [InlineData("DefaultValue: Full", "Default: Full", "Default: Full", "unknown key 'Default'")]
    [InlineData("Type: LogStats.SampleKind", "Type:", "Type:", "'Type' is missing")]
    [InlineData("Position: 0", "Position: first", "  Position: first", "neither Named nor a number")]
    [InlineData("SupportsWildcards: true", "SupportsWildcards: yes", "SupportsWildcards: yes", "must be true or false")]
    [InlineData("[-Follow] ", "", "### Path (Default)", "-Follow is missing from the syntax")]
    [InlineData("-InputObject <string> ", "-Input <string> ",
        "Get-Sample -Input <string> [-Kind <SampleKind>] [-Count <int>] [<CommonParameters>]",
        "-Input is not described")]
    [InlineData("### -Count", "### -Kind", "### -Kind", "described twice")]
    [InlineData("### -Count", "### Count", "### Count", "is not '-Name'")]
    [InlineData("Wait for more.\n", "", "### -Follow", "nothing is said about -Follow")]
    [InlineData("```powershell\nPS> Get-Sample a.log, b.log\n```", "None.", "### Example 2: Read two", "no code block")]
    [InlineData("PS> Get-Sample a.log, b.log\n```", "PS> Get-Sample a.log, b.log",
        "```powershell", "never closed", "```yaml")]
    public void A_fault_is_reported_at_its_line(
        string text, string replacement, string lineText, string message, string? endBefore = null)
    {
        string page = Sample.Text("Get-Sample.md").ReplaceLineEndings("\n");
        Assert.Contains(text, page, StringComparison.Ordinal);
        page = page.Replace(text, replacement, StringComparison.Ordinal);
        page = endBefore is null ? page : page[..page.IndexOf(endBefore, StringComparison.Ordinal)];

        HelpPageException error = Assert.Throws<HelpPageException>(() => HelpPageReader.Read(File, page));
        string[] parts = error.Message.Split(':', 3);
        Assert.Equal(File, parts[0]);
        Assert.Equal(lineText, page.Split('\n')[int.Parse(parts[1], CultureInfo.InvariantCulture) - 1]);
        Assert.Contains(message, parts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_syntax_section_the_parameters_make_it()
    {
        string page = Sample.Text("Get-Sample.md");
        int from = page.IndexOf("## SYNTAX", StringComparison.Ordinal);
        int to = page.IndexOf("## DESCRIPTION", StringComparison.Ordinal);
        HelpPage read = HelpPageReader.Read(File, page.Remove(from, to - from));
        Assert.Equal(["Path: Path Kind Count Follow", "InputObject: InputObject Kind Count"],
            read.Syntax.Select(static syntax =>
                $"{syntax.SetName}: {string.Join(' ', syntax.Parameters.Select(static one => one.Name))}"));
    }

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        string page = Sample.Text("Get-Sample.md");
        HelpPage read = HelpPageReader.Read(File, page.ReplaceLineEndings("\r\n"));
        Assert.Equal(HelpPageReader.Read(File, page).Examples[0].Code, read.Examples[0].Code);
    }
}
