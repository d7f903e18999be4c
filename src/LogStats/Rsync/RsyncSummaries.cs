using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>Makes summaries of sums.</summary>
internal static class RsyncSummaries
{
    public static SummaryGrouping<RsyncSummary, RsyncGroup> Of(RsyncGroupTable group, Func<long, DateTimeOffset?> time, SummaryOrigin origin)
        => RsyncSummaryKind.Instance.Grouping(group.By, group.Table, origin, RsyncGroupTable.Parts,
            (parts, name, in sums, weight, key) => Of(group.By, parts, name, in sums, time, weight, key));

    public static RsyncSummary Of(
        IReadOnlyList<RsyncGroup> by, string?[] parts, string name, in RsyncSums sums, Func<long, DateTimeOffset?> time, long weight,
        SummaryKey key, ScanCounts? lines = null)
        => new()
        {
            GroupBy = by,
            Name = name,
            Day = SummaryGroup.Value(by, parts, RsyncGroup.Day),
            Hour = SummaryGroup.Value(by, parts, RsyncGroup.Hour),
            Module = SummaryGroup.Value(by, parts, RsyncGroup.Module),
            UserName = SummaryGroup.Value(by, parts, RsyncGroup.UserName),
            HostName = SummaryGroup.Value(by, parts, RsyncGroup.HostName),
            Network = SummaryGroup.Value(by, parts, RsyncGroup.Network),
            Country = SummaryGroup.Value(by, parts, RsyncGroup.Country),
            City = SummaryGroup.Value(by, parts, RsyncGroup.City),
            Asn = SummaryGroup.Value(by, parts, RsyncGroup.Asn),
            Operation = SummaryGroup.Value(by, parts, RsyncGroup.Operation),
            FilePath = SummaryGroup.Value(by, parts, RsyncGroup.Path),
            Transfers = sums.Transfers,
            Failed = sums.Failed,
            Unfinished = sums.Unfinished,
            Denied = sums.Denied,
            AuthFailed = sums.AuthFailed,
            Files = sums.Files,
            FilesSent = sums.FilesSent,
            FilesReceived = sums.FilesReceived,
            FilesDeleted = sums.FilesDeleted,
            FileBytes = sums.FileBytes,
            FileBytesSent = sums.FileBytesSent,
            FileBytesReceived = sums.FileBytesReceived,
            SentBytes = sums.SentBytes,
            ReceivedBytes = sums.ReceivedBytes,
            TotalBytes = sums.TotalBytes,
            Duration = TimeSpan.FromTicks(sums.DurationTicks),
            First = time(sums.FirstTicks),
            Last = time(sums.LastTicks),
            Lines = lines,
            Weight = weight,
            Parts = parts,
            Cells = sums.Cells,
            Key = key,
        };
}
