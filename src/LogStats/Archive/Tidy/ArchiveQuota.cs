using System.IO.Enumeration;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Archive.Tidy;

/// <summary>How much waits for its delivery or could not be delivered. More than there should be is told, and never removed.</summary>
public static class ArchiveQuota
{
    private static readonly EnumerationOptions s_plain = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <summary>The bytes of all files of sources that are not delivered.</summary>
    /// <exception cref="LogStatsException">There is no such directory.</exception>
    public static long Undelivered(string directory)
    {
        directory = ArchiveTidying.Whole(directory);
        return ((ArchiveState[])[ArchiveState.Waiting, ArchiveState.Failed])
            .Sum(state => ArchiveScan.Sources(directory, state).Sum(source => Bytes(ArchiveLayout.PathOf(directory, state, source, ""))));
    }

    /// <summary>What is to be told; null where there is no more than that.</summary>
    public static LogStatsException? Exceeded(string directory, long quota)
        => Undelivered(directory) is long bytes && bytes > quota ? Fail.ArchiveQuota(directory, ByteSize.Text(bytes), ByteSize.Text(quota)) : null;

    private static long Bytes(string folder)
    {
        try
        {
            return new FileSystemEnumerable<long>(folder, static (ref FileSystemEntry entry) => entry.Length, s_plain)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && ArchiveLayout.IsFile(entry.FileName),
            }.Sum();
        }
        catch (DirectoryNotFoundException)
        {
            return 0; // It was delivered just now.
        }
    }
}
