using LogStats.Elf.Counting;
using LogStats.Elf.Rules;
using LogStats.Tally;

namespace LogStats.Elf.Munin;

/// <summary>One section of requests: all request groups whose names are the same once symbols have been taken out.</summary>
internal sealed class MuninMethod(string section, string group)
{
    private const string NoGroup = "nogroup";

    private readonly List<ElfSummary> _parts = [];
    private ElfCounts? _counts;

    public string Section { get; } = section;

    /// <summary>The group as it stands in the section's name.</summary>
    public string Group { get; } = group;

    /// <summary>Statuses to list.</summary>
    public SortedSet<int> Codes { get; } = [];

    public SortedDictionary<int, long> Statuses { get; } = [];

    public long Calls => _parts.Sum(part => part.Calls);

    public long Stalled => _parts.Sum(part => part.Slow);

    /// <summary>In whole milliseconds, as all that follow; null where no latency is known.</summary>
    public long? Shortest => Milliseconds(Counts is null ? _parts.Min(part => part.Min) : ElfSummaries.Least(Counts));

    public long? Longest => Milliseconds(Counts is null ? _parts.Max(part => part.Max) : ElfSummaries.Most(Counts));

    public long? Average => Milliseconds(Counts is not null ? ElfSummaries.Average(Counts) : _parts.Count == 1 ? _parts[0].Mean : null);

    /// <summary>The sums of several groups, where all of them were counted here.</summary>
    private ElfCounts? Counts => _counts ??= Merged();

    public long? Percentile(double percentile)
        => Milliseconds(Counts is not null ? ElfSummaries.PercentileOf(Counts, percentile) : _parts.Count == 1 ? _parts[0].Percentile(percentile) : null);

    /// <summary>The methods of all requests, by their section.</summary>
    public static SortedDictionary<string, MuninMethod> AllOf(ElfSummary total, UserRegex forbidden)
    {
        SortedDictionary<string, MuninMethod> methods = new(StringComparer.Ordinal);
        foreach (ElfSummary request in total.Requests)
        {
            (string group, string method) = NamesOf(request);
            group = MuninName.Section(forbidden.Remove(group.Length == 0 ? NoGroup : group));
            string section = $"method_{group}_{MuninName.Section(forbidden.Remove(method))}";
            if (!methods.TryGetValue(section, out MuninMethod? known))
            {
                methods.Add(section, known = new MuninMethod(section, group));
            }

            known.Add(request);
        }

        return methods;
    }

    /// <summary>Statuses that there are; a request without one has none.</summary>
    public static SortedSet<int> CodesOf(IEnumerable<int> statuses) => [.. statuses.Where(status => status >= 0)];

    private void Add(ElfSummary request)
    {
        _parts.Add(request);
        Codes.UnionWith(CodesOf(request.Statuses.Keys));
        foreach ((int status, long count) in request.Statuses)
        {
            Statuses[status] = Statuses.GetValueOrDefault(status) + count;
        }
    }

    private static (string Group, string Method) NamesOf(ElfSummary request)
    {
        if (request.RequestNames is { } names)
        {
            return names;
        }

        int slash = request.Name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("", request.Name) : (request.Name[..slash], request.Name[(slash + 1)..]);
    }

    private ElfCounts? Merged()
    {
        if (_parts.Count < 2 || _parts.Exists(part => part.Counts is null))
        {
            return null;
        }

        ElfCounts merged = new(0, _parts.TrueForAll(part => part.Counts!.Exact is not null));
        foreach (ElfSummary part in _parts)
        {
            merged.Merge(part.Counts!);
        }

        return merged;
    }

    private static long? Milliseconds(TimeSpan? latency)
        => latency is null ? null : ExactLatencies.OfMicroseconds(latency.Value.Ticks / TimeSpan.TicksPerMicrosecond);
}
