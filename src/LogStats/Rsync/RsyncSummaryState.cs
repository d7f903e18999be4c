using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>A summary as bytes, some sixty of them.</summary>
internal static class RsyncSummaryState
{
    private const int Version = 1;

    public static string Of(RsyncSummary item) => SummaryState.Seal("rsync", Version, item.Key.Question, state =>
    {
        state.Text(item.Name);
        SummaryParts.Write(state, [.. item.GroupBy.Select(part => part.ToString())], item.Parts);
        state.Time(item.First);
        state.Time(item.Last);
        foreach (long number in (long[])
        [
            item.Transfers, item.Failed, item.Unfinished, item.Denied, item.AuthFailed, item.Files, item.FilesSent, item.FilesReceived,
            item.FilesDeleted, item.FileBytes, item.FileBytesSent, item.FileBytesReceived, item.SentBytes, item.ReceivedBytes,
            item.TotalBytes, item.Duration.Ticks,
        ])
        {
            state.Number(number);
        }
    });

    public static RsyncSummary Read(ref StateReader state, int version, SummaryKey key)
    {
        if (version != Version)
        {
            throw SummaryState.Newer();
        }

        string name = state.Text() ?? "";
        RsyncGroup[] by = SummaryParts.Read<RsyncGroup>(ref state, out string?[] parts);
        DateTimeOffset? first = state.Time();
        DateTimeOffset? last = state.Time();
        RsyncSums sums = new()
        {
            Transfers = state.Number(),
            Failed = state.Number(),
            Unfinished = state.Number(),
            Denied = state.Number(),
            AuthFailed = state.Number(),
            FilesOther = state.Number(),
            FilesSent = state.Number(),
            FilesReceived = state.Number(),
            FilesDeleted = state.Number(),
            FileBytesOther = state.Number(),
            FileBytesSent = state.Number(),
            FileBytesReceived = state.Number(),
            SentBytes = state.Number(),
            ReceivedBytes = state.Number(),
            TotalBytes = state.Number(),
            DurationTicks = state.Number(),
            FirstTicks = first?.UtcTicks ?? 0,
            LastTicks = last?.UtcTicks ?? 0,
        };
        sums.FilesOther -= sums.FilesSent + sums.FilesReceived + sums.FilesDeleted;
        sums.FileBytesOther -= sums.FileBytesSent + sums.FileBytesReceived;
        return Of(by, parts, name, in sums, first, last, key);
    }

    /// <summary>The sums that a summary was made of.</summary>
    public static RsyncSums SumsOf(RsyncSummary item) => new()
    {
        Transfers = item.Transfers,
        Failed = item.Failed,
        Unfinished = item.Unfinished,
        Denied = item.Denied,
        AuthFailed = item.AuthFailed,
        FilesOther = item.Files - item.FilesSent - item.FilesReceived - item.FilesDeleted,
        FilesSent = item.FilesSent,
        FilesReceived = item.FilesReceived,
        FilesDeleted = item.FilesDeleted,
        FileBytesOther = item.FileBytes - item.FileBytesSent - item.FileBytesReceived,
        FileBytesSent = item.FileBytesSent,
        FileBytesReceived = item.FileBytesReceived,
        SentBytes = item.SentBytes,
        ReceivedBytes = item.ReceivedBytes,
        TotalBytes = item.TotalBytes,
        DurationTicks = item.Duration.Ticks,
        FirstTicks = item.First?.UtcTicks ?? 0,
        LastTicks = item.Last?.UtcTicks ?? 0,
    };

    public static RsyncSummary Of(
        IReadOnlyList<RsyncGroup> by, string?[] parts, string name, in RsyncSums sums, DateTimeOffset? first, DateTimeOffset? last, SummaryKey key)
        => RsyncSummaries.Of(by, parts, name, in sums,
            SummaryTimes.Of(first, last), parts.Length < by.Count ? 0 : sums.Weight, key);
}
