using LogStats.Build.Help.Read;

namespace LogStats.Build.Tests;

/// <summary>The YAML of help pages, and no more than that.</summary>
public sealed class YamlReaderTests
{
    [Fact]
    public void Lists_may_stand_at_their_key_or_below_it()
    {
        IReadOnlyDictionary<string, YamlNode> map = Read("a:\n- 1\n- 2\nb:\n  - x\nc: [ 'p, q', r ]\nd: []");
        Assert.Equal(["1", "2"], map["a"].Items!.Select(static item => item.Scalar));
        Assert.Equal(["x"], map["b"].Items!.Select(static item => item.Scalar));
        Assert.Equal(["p, q", "r"], map["c"].Items!.Select(static item => item.Scalar));
        Assert.Empty(map["d"].Items!);
    }

    [Fact]
    public void A_list_of_maps_keeps_every_key()
    {
        YamlNode list = Read("sets:\n- Name: A\n  Position: 0\n- Name: (All)\n  Position: Named\nlast: 1")["sets"];
        Assert.Equal(["A 0", "(All) Named"],
            list.Items!.Select(static item => $"{item.Map!["Name"].Scalar} {item.Map["Position"].Scalar}"));
    }

    [Theory]
    [InlineData("a: 'it''s'", "it's")]
    [InlineData("a: \"say \\\"x\\\"\"", "say \"x\"")]
    [InlineData("a: C:\\logs", "C:\\logs")]
    [InlineData("a: https://example.org", "https://example.org")]
    [InlineData("a:", "")]
    public void Scalars_are_read_as_meant(string yaml, string expected) =>
        Assert.Equal(expected, Read(yaml)["a"].Scalar);

    [Theory]
    [InlineData("a: 1\nnonsense", ":2:")]
    [InlineData("a: 1\na: 2", ":2:")]
    [InlineData("a: |\n  text", ":1:")]
    [InlineData("a: 'open", ":1:")]
    [InlineData("a: 1\n   b: 2", ":2:")]
    public void What_cannot_be_read_is_an_error_at_its_line(string yaml, string line)
    {
        HelpPageException error = Assert.Throws<HelpPageException>(() => Read(yaml));
        Assert.StartsWith("page.md" + line, error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, YamlNode> Read(string yaml) => YamlReader.Read("page.md",
        yaml.Split('\n').Select(static (text, index) => new MarkdownLine(index + 1, text)));
}
