using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>A summary as bytes: its sums, and the round trips of its flows by how long they were.</summary>
internal static class TstatSummaryState
{
    private const int Version = 1;

    public static string Of(TstatSummary item) => SummaryState.Seal("tstat", Version, item.Key.Question, state =>
    {
        state.Text(item.Name);
        SummaryParts.Write(state, [.. item.GroupBy.Select(part => part.ToString())], item.Parts);
        state.Time(item.First);
        state.Time(item.Last);
        SumsOf(item).Write(state);
    });

    public static TstatSummary Read(ref StateReader state, int version, SummaryKey key)
    {
        if (version != Version)
        {
            throw SummaryState.Newer();
        }

        string name = state.Text() ?? "";
        TstatGroup[] by = SummaryParts.Read<TstatGroup>(ref state, out string?[] parts);
        (DateTimeOffset? first, DateTimeOffset? last) = (state.Time(), state.Time());
        TstatSums sums = TstatSums.Read(ref state);
        (sums.FirstTicks, sums.LastTicks) = (first?.UtcTicks ?? 0, last?.UtcTicks ?? 0);
        return Of(by, parts, name, in sums, SummaryTimes.Of(first, last), key);
    }

    /// <summary>The sums that a summary was made of.</summary>
    public static TstatSums SumsOf(TstatSummary item)
    {
        TstatSums sums = item.Sums ?? TstatSums.Of(item);
        (sums.FirstTicks, sums.LastTicks) = (item.First?.UtcTicks ?? 0, item.Last?.UtcTicks ?? 0);
        return sums;
    }

    public static TstatSummary Of(
        IReadOnlyList<TstatGroup> by, string?[] parts, string name, in TstatSums sums, Func<long, DateTimeOffset?> time, SummaryKey key)
        => TstatSummaries.Of(by, parts, name, in sums, time, parts.Length < by.Count ? 0 : sums.Weight, key);
}
