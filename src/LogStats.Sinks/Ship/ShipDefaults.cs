using LogStats.Batches;

namespace LogStats.Sinks.Ship;

/// <summary>The numbers of a sender.</summary>
internal static class ShipDefaults
{
    public const int BatchLines = 10_000;

    public const int BatchBytes = 4 << 20;

    /// <summary>What all lines in memory may take together.</summary>
    public const long Budget = 32 << 20;

    public const int Connections = 4;

    /// <summary>A longer line is in no batch that a receiver takes.</summary>
    public const int LongestLine = BatchWire.LongestBatch;

    /// <summary>How many files of a path are remembered that were read to their end: a receiver that was restored may miss lines of them.</summary>
    public const int EarlierFiles = 32;

    /// <summary>The most that is read again to know a file by its last batch.</summary>
    public const int LongestProof = 64 << 20;

    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a stretch of lines that were all passed over waits for one that is not.</summary>
    public static readonly TimeSpan SkippedLinger = TimeSpan.FromSeconds(5);

    /// <summary>How long lines gather for a file of the spool.</summary>
    public static readonly TimeSpan SpoolLinger = TimeSpan.FromSeconds(1);

    /// <summary>Positions are saved so often at most. What they lack after a kill the receiver's marks know.</summary>
    public static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a receiver may ask to be left alone.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    /// <summary>How long a sender that is told to end waits for answers.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);
}
