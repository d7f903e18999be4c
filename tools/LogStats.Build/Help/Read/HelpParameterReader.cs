using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Reads the PARAMETERS section: for each parameter its text and the YAML block that states the facts.
/// </summary>
internal static class HelpParameterReader
{
    private const string Common = "CommonParameters";
    private const string Yaml = "yaml";

    private static readonly HashSet<string> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "Type", "DefaultValue", "SupportsWildcards", "Aliases", "ParameterSets", "AcceptedValues",

        // In the schema, and of no use to a reader of the help.
        "ParameterValue", "VariableLength", "DontShow", "HelpMessage",
    };

    public static IReadOnlyList<HelpParameter> Read(MarkdownOutline outline)
    {
        List<HelpParameter> parameters = [];
        foreach (MarkdownSection part in outline.Required("PARAMETERS").Parts
                     .Where(static part => !part.Title.Equals(Common, StringComparison.OrdinalIgnoreCase)))
        {
            HelpParameter parameter = ReadOne(outline, part);
            if (parameters.Any(other => other.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw outline.Error(part.Line, $"-{parameter.Name} is described twice");
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private static HelpParameter ReadOne(MarkdownOutline outline, MarkdownSection part)
    {
        if (!part.Title.StartsWith('-'))
        {
            throw outline.Error(part.Line, $"'{part.Title}' is not '-Name'");
        }

        int open = part.Body.FindIndex(static line => line.Text.Trim() == "```" + Yaml);
        if (open < 0)
        {
            throw outline.Error(part.Line, $"{part.Title} has no ```yaml block");
        }

        int close = part.Body.FindIndex(open + 1, static line => line.Text.Trim() == "```");
        if (close < 0)
        {
            throw outline.Error(part.Body[open].Number, "the yaml block is never closed");
        }

        IReadOnlyList<MarkdownBlock> text =
            MarkdownBlockReader.Read([.. part.Body[..open], .. part.Body[(close + 1)..]]);
        if (text.Count == 0)
        {
            throw outline.Error(part.Line, $"nothing is said about {part.Title}");
        }

        YamlFacts facts = new(outline.File, part.Body[open].Number,
            YamlReader.Read(outline.File, part.Body[(open + 1)..close]));
        facts.AllowOnly(s_keys);
        return new HelpParameter(
            part.Title[1..], part.Line, text, facts.Required("Type"), facts.Text("DefaultValue"),
            facts.Flag("SupportsWildcards"), facts.Texts("Aliases"), HelpParameterUseReader.Read(facts),
            facts.Texts("AcceptedValues"));
    }
}
