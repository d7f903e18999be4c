using System.Globalization;
using LogStats.Elf.Rules;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>
/// A summary as bytes: a few hundred for most groups. Distinct clients and patterns come on top where they were counted,
/// with up to 8 KiB each.
/// </summary>
internal static class ElfSummaryState
{
    private const int Version = 1;

    public static string Of(ElfSummary item) => SummaryState.Seal(ElfLayouts.Kind, Version, item.Key.Question, state =>
    {
        Holds holds = (item.ClientSet is null ? 0 : Holds.Clients) | (item.PatternSums is null ? 0 : Holds.Patterns)
            | (item.Round is null ? 0 : Holds.Round) | (item.RequestNames is null ? 0 : Holds.Request)
            | (item.Countries.Count == 0 ? 0 : Holds.Countries);
        state.Number((int)holds);
        state.Text(item.Name);
        SummaryParts.Write(state, [.. item.GroupBy.Select(part => part.ToString())], PartsOf(item));
        state.Text(string.Join(' ', item.Percentiles.Keys.Select(name => name[1..])));
        state.Time(item.First);
        state.Time(item.Last);
        state.Number(item.Skipped);
        state.Number(item.Unmatched);
        (item.Counts ?? ElfCounts.Of(item)).Write(state);
        item.ClientSet?.Write(state);
        item.PatternSums?.Write(state);
        if (item.Round is { } round)
        {
            state.Time(round.Started);
            state.Time(round.Ended);
            state.Number(round.Worked.Ticks);
        }

        if (item.RequestNames is var (group, method))
        {
            state.Text(group);
            state.Text(method);
        }

        if (item.Countries.Count > 0)
        {
            state.Number(item.Countries.Count);
            foreach ((string country, long calls) in item.Countries)
            {
                state.Text(country);
                state.Number(calls);
            }
        }
    });

    public static ElfSummary Read(ref StateReader state, int version, SummaryKey key)
    {
        if (version != Version)
        {
            throw SummaryState.Newer();
        }

        Holds holds = (Holds)state.Count();
        if ((holds & ~Holds.All) != 0)
        {
            throw SummaryState.Newer();
        }

        string name = state.Text() ?? "";
        ElfGroup[] by = SummaryParts.Read<ElfGroup>(ref state, out string?[] parts);
        if (by.Distinct().Count() < by.Length)
        {
            throw StateReader.Wrong("its group has a name twice");
        }

        double[] percentiles = Percentiles(state.Text() ?? "");
        DateTimeOffset? first = state.Time();
        DateTimeOffset? last = state.Time();
        (long skipped, long unmatched) = (state.Count(), state.Count());
        ElfCounts counts = ElfCounts.Read(ref state, first, last);
        DistinctCount? clients = (holds & Holds.Clients) != 0 ? DistinctCount.Read(ref state) : null;
        PatternCounts? patterns = (holds & Holds.Patterns) != 0 ? PatternCounts.Read(ref state) : null;
        ElfRound? round = (holds & Holds.Round) != 0 ? Round(ref state) : null;
        (string, string)? request = (holds & Holds.Request) != 0 ? (state.Text() ?? "", state.Text() ?? "") : null;
        SortedDictionary<string, long>? countries = (holds & Holds.Countries) != 0 ? Countries(ref state) : null;
        return new ElfSummaries(percentiles, SummaryTimes.Of(first, last))
            .Of(by, parts, name, counts, clients, key, null, patterns, skipped, unmatched, null, round, request, countries);
    }

    /// <summary>One value for each name; none for what was folded together.</summary>
    public static string?[] PartsOf(ElfSummary item)
        => item.Group.Count < item.GroupBy.Count ? [] : [.. item.GroupBy.Select(part => item.Group.GetValueOrDefault(part.ToString()))];

    private static SortedDictionary<string, long> Countries(ref StateReader state)
    {
        SortedDictionary<string, long> countries = new(StringComparer.Ordinal);
        for (long left = state.Count(); left > 0; left--)
        {
            countries[state.Text() ?? throw StateReader.Wrong("a country has no name")] = state.Count();
        }

        return countries;
    }

    private static ElfRound Round(ref StateReader state)
    {
        DateTimeOffset started = state.Time() ?? throw StateReader.Wrong("a round has no start");
        DateTimeOffset ended = state.Time() ?? throw StateReader.Wrong("a round has no end");
        return new ElfRound(started, ended, new TimeSpan(state.Number()));
    }

    private static double[] Percentiles(string text)
    {
        string[] names = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double[] percentiles = new double[names.Length];
        for (int index = 0; index < names.Length; index++)
        {
            if (!double.TryParse(names[index], NumberStyles.Float, CultureInfo.InvariantCulture, out percentiles[index])
                || !(percentiles[index] is >= 0 and <= 100))
            {
                throw StateReader.Wrong("a percentile is none");
            }
        }

        return percentiles;
    }

    /// <summary>What follows the counts. A further one is what an older program cannot read.</summary>
    [Flags]
    private enum Holds : long
    {
        Clients = 1,
        Patterns = 2,
        Round = 4,
        Request = 8,
        Countries = 16,
        All = Clients | Patterns | Round | Request | Countries,
    }
}
