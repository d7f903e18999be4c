namespace LogStats.Elf.Munin;

/// <summary>The graphs of all requests together: answers, records and patterns.</summary>
internal sealed class TotalGraphs(MuninReportFile file, HashSet<string> ids)
{
    private const string Logarithmic = "--base 1000 --logarithmic --units=si";

    public IEnumerable<MuninGraph> Codes()
    {
        foreach (IGrouping<char, (string Code, string Value)> group in file.Codes.GroupBy(pair => pair.Code[0]))
        {
            string name = $"{group.Key}XX";
            MuninGraph graph = new(MuninGraphFamily.ResponseCodes, Id($"response_codes_{name}"), $"elfstats - answers {name}",
                $"Calls by the status of the answer, {name}", "Number of calls in 5 min", "--base 1000");
            foreach ((string code, string value) in group)
            {
                graph.Add($"rc{code}", code, value, "LINE1");
            }

            yield return graph;
        }
    }

    public IEnumerable<MuninGraph> Records()
    {
        (string Status, string Value)[] shown = [.. file.Records.Where(pair => pair.Status is not ("total" or "parsed"))];
        if (shown.Length == 0)
        {
            yield break;
        }

        MuninGraph graph = new(MuninGraphFamily.TotalRecords, Id("total_records"), "elfstats - lines by what became of them",
            "Lines of the log that could not be read, and requests that were skipped", "Number of records in 5 min", Logarithmic);
        foreach ((string status, string value) in shown)
        {
            graph.Add(status, status, value, "LINE2");
        }

        yield return graph;
    }

    public IEnumerable<MuninGraph> Patterns()
    {
        foreach (IGrouping<string, (string Name, string Value)> group in file.Patterns.Where(pair => pair.Name.Contains('.', StringComparison.Ordinal))
            .GroupBy(pair => pair.Name[..pair.Name.LastIndexOf('.')]))
        {
            MuninGraph graph = new(MuninGraphFamily.Patterns, Id($"patterns_{group.Key}"), $"elfstats - found {group.Key.ToUpperInvariant()}",
                $"How often {group.Key} was found in requests, and how many values differ", "Number of matches in 5 min", Logarithmic);
            foreach ((string name, string value) in group.OrderByDescending(pair => pair.Name, StringComparer.Ordinal))
            {
                string what = name[(group.Key.Length + 1)..];
                graph.Add(what, what, value, "LINE2");
            }

            yield return graph;
        }
    }

    private string Id(string name) => MuninName.Unique(MuninName.Id($"elfstats_{name}"), ids);
}
