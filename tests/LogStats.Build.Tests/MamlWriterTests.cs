using System.Xml.Linq;
using LogStats.Build.Help.Read;
using LogStats.Build.Help.Write;

namespace LogStats.Build.Tests;

/// <summary>The sample page, read and written: each piece stands where Get-Help looks for it.</summary>
public sealed class MamlWriterTests
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XElement _command = MamlWriter
        .Write([HelpPageReader.Read("docs/en-US/Get-Sample.md", Sample.Text("Get-Sample.md"))])
        .Root!.Elements().Single();

    [Fact]
    public void Details_name_the_cmdlet_and_join_the_synopsis()
    {
        XElement details = _command.Element(s_command + "details")!;
        Assert.Equal(["Get-Sample", "Get", "Sample", "Reads samples from a file or from the pipeline."],
            details.Elements().Select(static element => element.Value));
    }

    [Fact]
    public void Description_keeps_code_and_loses_marks()
    {
        Assert.Equal(
        [
            "Reads every line, see the format (https://example.org/format) and Get-Other. "
                + "`Get-Sample *.log *.gz` keeps its stars.",
            "It does three things:",
            "- opens the file, which may be compressed\n- reads it\n  - line by line\n- closes it",
            "2024/01/01 [1] x < y\n# not a heading",
            "The end.",
        ], _command.Element(s_maml + "description")!.Elements().Select(static element => element.Value));
    }

    [Fact]
    public void Syntax_follows_the_page_and_shows_values()
    {
        XElement[] sets = [.. _command.Element(s_command + "syntax")!.Elements()];
        Assert.Equal([["Path", "Kind", "Count", "Follow"], ["InputObject", "Kind", "Count"]], sets.Select(Names));
        XElement kind = sets[0].Elements(s_command + "parameter").ElementAt(1);
        Assert.Equal(["Full", "Brief"],
            kind.Element(s_command + "parameterValueGroup")!.Elements().Select(static value => value.Value));
        Assert.Null(sets[0].Elements(s_command + "parameter").Last().Element(s_command + "parameterValue"));
    }

    [Fact]
    public void Parameter_states_what_the_yaml_states()
    {
        XElement path = _command.Element(s_command + "parameters")!.Elements().First();
        Assert.Equal(
            "required=true variableLength=true globbing=true pipelineInput=True (ByValue, ByPropertyName) "
            + "position=0 aliases=FullName, Files",
            string.Join(' ', path.Attributes().Select(static item => $"{item.Name}={item.Value}")));
        Assert.Equal(["Path", "The files. Wildcards are allowed.", "String[]", "String[]", "None"],
            path.Elements().Select(static element => element.Value));
    }

    [Fact]
    public void Nullable_types_show_what_to_type() =>
        Assert.Equal("Int32", Described("Count").Element(s_command + "parameterValue")!.Value);

    [Fact]
    public void Types_notes_and_links_have_their_elements()
    {
        Assert.Equal("System.StringA path or a line.", _command.Element(s_command + "inputTypes")!.Value);
        Assert.Equal("LogStats.SampleOne per line.", _command.Element(s_command + "returnValues")!.Value);
        Assert.Equal("Samples are cheap.", _command.Element(s_maml + "alertSet")!.Value);
        Assert.Equal(["Get-Other|", "The format|https://example.org/format"],
            _command.Element(s_command + "relatedLinks")!.Elements().Select(static link =>
                $"{link.Element(s_maml + "linkText")!.Value}|{link.Element(s_maml + "uri")!.Value}"));
    }

    [Fact]
    public void Example_keeps_its_code_and_puts_output_among_the_remarks()
    {
        XElement example = _command.Element(s_command + "examples")!.Elements().First();
        Assert.Contains("Example 1: Read a file", example.Element(s_maml + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal("Type this:\n\n", example.Element(s_maml + "introduction")!.Value);
        Assert.Equal("PS> Get-Sample app.log |\n        Select-Object -First 1",
            example.Element(s_dev + "code")!.Value);
        Assert.Equal(["The first sample is shown.", "Name  Size\n----  ----\na        1", ""],
            example.Element(s_dev + "remarks")!.Elements().Select(static element => element.Value));
    }

    private XElement Described(string name) => _command.Element(s_command + "parameters")!.Elements()
        .Single(parameter => parameter.Element(s_maml + "name")!.Value == name);

    private static string[] Names(XElement set) => [.. set.Elements(s_command + "parameter")
        .Select(static parameter => parameter.Element(s_maml + "name")!.Value)];
}
