using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Receive;

/// <summary>How a receiver keeps what it gets.</summary>
public sealed record ReceiveOptions
{
    /// <summary>Below this everything is kept, in a folder for each source. It must be there.</summary>
    public required string Directory { get; init; }

    /// <summary>What the names of files begin with.</summary>
    public string Prefix { get; init; } = "log";

    /// <summary>How much time goes into one file.</summary>
    public WindowLength Window { get; init; } = WindowLength.Usual;

    public PartitionBy By { get; init; }

    /// <summary>How long after its window, and after its last line, a file is closed for good.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a sender must be silent before another may claim its source.</summary>
    public TimeSpan ClaimIdle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many sources there may be.</summary>
    public int MostSources { get; init; } = 10_000;

    /// <summary>How many files of one source are remembered.</summary>
    public int MostFiles { get; init; } = 100_000;

    /// <summary>How many files of one source may be open to more lines at once.</summary>
    public int MostOpenParts { get; init; } = 2_000;

    /// <summary>How many bytes may lie in the folder of one source; null for any number.</summary>
    public long? Quota { get; init; }

    /// <summary>Begin with nothing known although there are files: senders send again what they still have.</summary>
    public bool BeginAnew { get; init; }

    /// <summary>Told of each batch once it is on the disk.</summary>
    public Action<LogBatch>? Stored { get; init; }

    /// <summary>Told of each file that is closed for good.</summary>
    public Action<SealedPart>? Sealed { get; init; }

    /// <summary>Told of what somebody should look at.</summary>
    public Action<ReceiveAlarm>? Alarmed { get; init; }

    internal ReceiveOptions Checked() => !BatchName.IsValid(Prefix)
        ? throw Fail.Value("the prefix of file names", Prefix, "up to 64 letters and digits of ASCII, '.', '_' and '-', with no '.' in front")
        : !System.IO.Directory.Exists(Directory) ? throw Fail.DirectoryNotFound(Directory)
        : this with { Directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Directory)) };
}
