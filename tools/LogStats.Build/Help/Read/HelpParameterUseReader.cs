using System.Globalization;
using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Reads which parameter sets have a parameter. A page that names none means all sets, by name, optional.
/// </summary>
internal static class HelpParameterUseReader
{
    private const string Named = "Named";

    private static readonly HashSet<string> s_keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "Name", "Position", "IsRequired", "ValueFromPipeline", "ValueFromPipelineByPropertyName",
        "ValueFromRemainingArguments",
    };

    public static IReadOnlyList<HelpParameterUse> Read(YamlFacts parameter)
    {
        IReadOnlyList<YamlFacts> sets = parameter.Maps("ParameterSets");
        return sets.Count == 0
            ? [new HelpParameterUse(HelpParameterUse.EverySet, null, false, false, false)]
            : [.. sets.Select(static set => ReadOne(set))];
    }

    private static HelpParameterUse ReadOne(YamlFacts set)
    {
        set.AllowOnly(s_keys);
        return new HelpParameterUse(
            set.Required("Name"),
            ReadPosition(set),
            set.Flag("IsRequired"),
            set.Flag("ValueFromPipeline"),
            set.Flag("ValueFromPipelineByPropertyName"));
    }

    private static int? ReadPosition(YamlFacts set)
    {
        string text = set.Text("Position");
        if (text.Length == 0 || text.Equals(Named, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? position
            : throw set.Error("Position", $"'{text}' is neither Named nor a number");
    }
}
