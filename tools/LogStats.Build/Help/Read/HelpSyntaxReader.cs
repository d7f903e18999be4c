using System.Text.RegularExpressions;
using LogStats.Build.Help.Model;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Works out the parameter sets. The facts come from the parameters' own blocks; a SYNTAX section, when the page has
/// one, only settles the order, and disagreeing with the blocks is an error.
/// </summary>
internal static partial class HelpSyntaxReader
{
    private const string Default = "(Default)";

    public static IReadOnlyList<HelpSyntax> Read(MarkdownOutline outline, IReadOnlyList<HelpParameter> parameters)
    {
        List<string> known = [.. parameters.SelectMany(static parameter => parameter.Uses)
            .Where(static use => !use.IsEverySet).Select(static use => use.SetName)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        if (known.Count == 0)
        {
            known.Add(HelpParameterUse.EverySet);
        }

        if (outline.Optional("SYNTAX") is not { } section)
        {
            return [.. known.Select(set => new HelpSyntax(set, InUsualOrder(set, parameters)))];
        }

        // One set needs no heading of its own.
        List<MarkdownSection> parts = section.Parts.Count > 0 ? section.Parts : [section];
        List<HelpSyntax> syntax = [.. parts.Select(part => ReadSet(outline, part, known, parameters))];
        string? missing = known.Find(set => !syntax.Exists(one => Same(one.SetName, set)));
        return missing is null
            ? syntax
            : throw outline.Error(section.Line, $"parameter set '{missing}' has no syntax");
    }

    private static HelpSyntax ReadSet(
        MarkdownOutline outline, MarkdownSection part, List<string> known, IReadOnlyList<HelpParameter> parameters)
    {
        string title = part.Title.Replace(Default, "", StringComparison.OrdinalIgnoreCase).Trim();
        string set = known.Find(one => Same(one, title))
            ?? (known.Count == 1 && known[0] == HelpParameterUse.EverySet ? known[0] : null)
            ?? throw outline.Error(part.Line, $"no parameter is in a set '{title}'");
        List<HelpParameter> expected = InUsualOrder(set, parameters);
        List<HelpParameter> shown = [];
        foreach (MarkdownLine line in part.Body)
        {
            foreach (string name in ParameterName().Matches(line.Text).Select(static match => match.Groups[1].Value))
            {
                shown.Add(expected.Find(parameter => Same(parameter.Name, name))
                    ?? throw outline.Error(line.Number, $"-{name} is not described as part of set '{set}'"));
            }
        }

        HelpParameter? left = expected.Find(parameter => !shown.Contains(parameter));
        return left is null
            ? new HelpSyntax(set, shown)
            : throw outline.Error(part.Line, $"-{left.Name} is missing from the syntax of set '{set}'");
    }

    private static List<HelpParameter> InUsualOrder(string set, IReadOnlyList<HelpParameter> parameters) =>
        [.. parameters.Where(parameter => parameter.UseIn(set) is not null)
            .OrderBy(parameter => parameter.UseIn(set)!.Position ?? int.MaxValue)
            .ThenBy(parameter => !parameter.UseIn(set)!.IsRequired)];

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<=[\s\[])-([A-Za-z]\w*)")]
    private static partial Regex ParameterName();
}
