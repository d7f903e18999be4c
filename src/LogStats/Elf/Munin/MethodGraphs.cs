namespace LogStats.Elf.Munin;

/// <summary>The graphs of methods: for every group their calls and times, for every method its latencies.</summary>
internal sealed class MethodGraphs(IReadOnlyList<MuninFileMethod> methods, HashSet<string> ids)
{
    private const string Logarithmic = "--base 1000 --logarithmic --units=si";
    private const string TimeLabel = "Response time in ms";

    /// <summary>Groups of which elfstatsd draws no times.</summary>
    private static readonly string[] s_small = ["small", "smaller", "smallest"];

    public IEnumerable<MuninGraph> Calls() =>
    [
        .. Groups(MuninGraphFamily.Calls, "total_calls", "Calls of", "Number of calls in 5 min", "--base 1000", method => method.Calls),
        .. Groups(MuninGraphFamily.Calls, "stalled_calls", "Stalled calls of", "Number of stalled calls in 5 min", "--base 1000", method => method.Stalled),
    ];

    public IEnumerable<MuninGraph> Times() =>
    [
        .. Groups(MuninGraphFamily.ResponseTimes, "response_total", "Time of all calls of", TimeLabel, Logarithmic, method => method.Total),
        .. Groups(MuninGraphFamily.ResponseTimes, "response_avg", "Average time of", TimeLabel, Logarithmic, method => method.Average),
    ];

    public IEnumerable<MuninGraph> Percentiles()
    {
        foreach (MuninFileMethod method in methods)
        {
            string name = $"{method.Group.ToUpperInvariant()}:{method.Name}";
            MuninGraph graph = new(MuninGraphFamily.Percentiles, Id($"{method.Group.ToLowerInvariant()}_{method.Name}"),
                $"elfstats - latency of {name}", $"Latency of the method {name}", TimeLabel, Logarithmic);
            graph.Add("min", "shortest", method.Shortest, "LINE1", "67E667");
            graph.Add("avg", "average", method.Average, "LINE2", "00CC00");
            graph.Add("max", "longest", method.Longest, "LINE1", "FF7373");
            foreach ((string percent, string value) in method.Percentiles)
            {
                graph.Add($"p{percent}", $"{percent}%", value, percent == "50" ? "LINE1" : "LINE2", percent switch
                {
                    "50" => "39E639",
                    "90" => "FF9400",
                    "99" => "FF0000",
                    _ => null,
                });
            }

            yield return graph;
        }
    }

    private IEnumerable<MuninGraph> Groups(
        MuninGraphFamily family, string end, string what, string label, string arguments, Func<MuninFileMethod, string> valueOf)
    {
        foreach (IGrouping<string, MuninFileMethod> group in methods.GroupBy(method => method.Group.ToLowerInvariant()).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (family == MuninGraphFamily.ResponseTimes && s_small.Contains(group.Key))
            {
                continue;
            }

            string name = group.Key.ToUpperInvariant();
            MuninGraph graph = new(family, Id($"{group.Key}_{end}"), $"elfstats - {what.ToLowerInvariant()} {name}", $"{what} methods of the group {name}", label, arguments);
            foreach (MuninFileMethod method in group)
            {
                graph.Add(method.Name, method.Name, valueOf(method), "LINE1");
            }

            yield return graph;
        }
    }

    private string Id(string name) => MuninName.Unique(MuninName.Id($"elfstats_{name}"), ids);
}
