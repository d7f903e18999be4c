using System.Globalization;
using System.Xml.Linq;
using LogStats.Build.Help.Model;
using static LogStats.Build.Help.Write.MamlNames;

namespace LogStats.Build.Help.Write;

/// <summary>Writes parameters in their two places: within a syntax line, and in the list that describes them.</summary>
internal static class MamlParameters
{
    private const string None = "None";

    public static XElement Syntax(string cmdlet, HelpSyntax syntax) => new(CommandSpace + "syntaxItem",
        new XElement(Maml + "name", cmdlet),
        syntax.Parameters.Select(parameter => Parameter(parameter, parameter.UseIn(syntax.SetName)!, inSyntax: true)));

    /// <summary>
    /// The list has one entry per parameter; where sets differ, the first one the page names is shown.
    /// </summary>
    public static XElement Described(HelpParameter parameter) =>
        Parameter(parameter, parameter.Uses[0], inSyntax: false);

    private static XElement Parameter(HelpParameter parameter, HelpParameterUse use, bool inSyntax) =>
        new(CommandSpace + "parameter",
            new XAttribute("required", Flag(use.IsRequired)),
            new XAttribute("variableLength", Flag(parameter.IsArray)),
            new XAttribute("globbing", Flag(parameter.SupportsWildcards)),
            new XAttribute("pipelineInput", use.PipelineText),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            MamlText.Description(parameter.Description),
            inSyntax && parameter.AcceptedValues.Count > 0 ? AcceptedValues(parameter) : null,
            inSyntax && parameter.IsSwitch ? null : Value(parameter),
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.ShortType), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.DefaultValue.Length == 0 ? None : parameter.DefaultValue));

    // A switch has no value to type, so its "value" is not required.
    private static XElement Value(HelpParameter parameter) => new(CommandSpace + "parameterValue",
        new XAttribute("required", Flag(!parameter.IsSwitch)),
        new XAttribute("variableLength", Flag(parameter.IsArray)),
        parameter.ShortType);

    private static XElement AcceptedValues(HelpParameter parameter) => new(CommandSpace + "parameterValueGroup",
        parameter.AcceptedValues.Select(static value => new XElement(CommandSpace + "parameterValue",
            new XAttribute("required", Flag(false)),
            new XAttribute("variableLength", Flag(false)),
            value)));

    private static string Flag(bool value) => value ? "true" : "false";
}
