using LogStats.Follow;
using LogStats.Tstat.Directories;

namespace LogStats;

/// <summary>A directory that tstat writes its logs of one hour, or of whatever it was told, into: as it was when it was looked at.</summary>
public sealed record TstatDirectory
{
    /// <summary>Its own name, such as 2020_06_11_12_00.out.</summary>
    public string Name { get; init; } = "";

    /// <summary>The whole path.</summary>
    public string FullName { get; init; } = "";

    /// <summary>When tstat began it, which is what its name says; null for any other name.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>How far it is.</summary>
    public TstatDirectoryState State { get; init; }

    /// <summary>The logs of flows that ended, TCP before UDP, plain or gzip.</summary>
    public IReadOnlyList<string> LogFiles { get; init; } = [];

    /// <summary>How much is in these logs.</summary>
    public long Bytes { get; init; }

    /// <summary>When anything in it last changed, its mark aside.</summary>
    public DateTimeOffset LastWrite { get; init; }

    /// <summary>When it was marked; null if it is not.</summary>
    public DateTimeOffset? Processed { get; init; }

    /// <summary>Why it is incomplete, or what is odd about a processed one; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Which directory it is, whatever takes its name later.</summary>
    internal FileIdentity Identity { get; init; }

    /// <summary>What <see cref="LogFiles"/> were like.</summary>
    internal IReadOnlyList<TstatLogFile> Logs { get; init; } = [];

    /// <summary>Looks at one directory.</summary>
    /// <exception cref="Faults.LogStatsException">There is none, it is not one of tstat's, or it cannot be read.</exception>
    public static TstatDirectory Read(string path, TimeProvider clock, TimeSpan? quietTime = null)
        => TstatLook.At(path, clock, quietTime ?? TstatDirectories.UsualQuietTime);

    public override string ToString() => FullName;

    /// <summary>Since when nothing has happened to it: since it was marked, else since it was last written to.</summary>
    public bool IsOlderThan(TimeSpan age, TimeProvider clock) => clock.GetUtcNow() - (Processed ?? LastWrite) >= age;

    /// <summary>Whether it is the same directory with the same logs, not one byte more.</summary>
    internal bool IsUnchanged(TstatDirectory later)
        => Identity == later.Identity && Logs.SequenceEqual(later.Logs);
}
