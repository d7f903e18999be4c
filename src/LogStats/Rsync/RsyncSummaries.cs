using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>Makes summaries of sums.</summary>
internal static class RsyncSummaries
{
    public static RsyncSummary Of(
        IReadOnlyList<RsyncGroup> by, string?[] parts, string name, in RsyncSums sums, Func<long, DateTimeOffset?> time, long weight,
        SummaryKey key, ScanCounts? lines = null)
        => new()
        {
            GroupBy = by,
            Name = name,
            Day = Part(by, parts, RsyncGroup.Day),
            Hour = Part(by, parts, RsyncGroup.Hour),
            Module = Part(by, parts, RsyncGroup.Module),
            UserName = Part(by, parts, RsyncGroup.UserName),
            HostName = Part(by, parts, RsyncGroup.HostName),
            Network = Part(by, parts, RsyncGroup.Network),
            Country = Part(by, parts, RsyncGroup.Country),
            City = Part(by, parts, RsyncGroup.City),
            Asn = Part(by, parts, RsyncGroup.Asn),
            Operation = Part(by, parts, RsyncGroup.Operation),
            FilePath = Part(by, parts, RsyncGroup.Path),
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
            Key = key,
        };

    private static string? Part(IReadOnlyList<RsyncGroup> by, string?[] parts, RsyncGroup wanted)
    {
        for (int index = 0; index < by.Count && index < parts.Length; index++)
        {
            if (by[index] == wanted)
            {
                return parts[index];
            }
        }

        return null;
    }
}
