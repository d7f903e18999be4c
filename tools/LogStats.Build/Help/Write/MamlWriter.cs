using System.Xml.Linq;
using LogStats.Build.Help.Model;
using static LogStats.Build.Help.Write.MamlNames;

namespace LogStats.Build.Help.Write;

/// <summary>Writes help pages as the one MAML file that Get-Help looks for beside a binary module.</summary>
internal static class MamlWriter
{
    public static XDocument Write(IEnumerable<HelpPage> pages) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(HelpItems + "helpItems",
            new XAttribute("schema", "maml"),
            pages.OrderBy(static page => page.Name, StringComparer.Ordinal).Select(static page => Command(page))));

    private static XElement Command(HelpPage page) => new(CommandSpace + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", CommandSpace),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(CommandSpace + "details",
            new XElement(CommandSpace + "name", page.Name),
            new XElement(CommandSpace + "verb", page.Verb),
            new XElement(CommandSpace + "noun", page.Noun),
            MamlText.Description(page.Synopsis)),
        MamlText.Description(page.Description),
        new XElement(CommandSpace + "syntax", page.Syntax.Select(syntax => MamlParameters.Syntax(page.Name, syntax))),
        new XElement(CommandSpace + "parameters", page.Parameters.Select(MamlParameters.Described)),
        new XElement(CommandSpace + "inputTypes", page.Inputs.Select(static type => Type("inputType", type))),
        new XElement(CommandSpace + "returnValues", page.Outputs.Select(static type => Type("returnValue", type))),
        page.Notes.Count == 0
            ? null
            : new XElement(Maml + "alertSet", new XElement(Maml + "alert", MamlText.Paragraphs(page.Notes))),
        new XElement(CommandSpace + "examples", page.Examples.Select(static example => Example(example))),
        new XElement(CommandSpace + "relatedLinks", page.Links.Select(static link => Link(link))));

    private static XElement Type(string element, HelpType type) => new(CommandSpace + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        MamlText.Description(type.Description));

    private static XElement Example(HelpExample example) => new(CommandSpace + "example",
        new XElement(Maml + "title", $"--------- {example.Title} ---------"),
        example.Introduction.Count == 0
            ? null
            : new XElement(Maml + "introduction", MamlText.SpacedParagraphs(example.Introduction)),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks",
            MamlText.Paragraphs(example.Remarks),

            // Without it the next example's title follows on the next line.
            example.Remarks.Count == 0 ? null : new XElement(Maml + "para", "")));

    private static XElement Link(HelpLink link) => new(Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Address));
}
