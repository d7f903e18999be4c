using System.Globalization;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>One file on its way: how far it was taken, what waits, and what the receiver is known to have.</summary>
internal sealed class OutgoingFile(string id, string path)
{
    /// <summary>What the follower calls it.</summary>
    public string Id { get; } = id;

    /// <summary>What the receiver knows it by: the same, but where its number turned out to be wrong and it cannot be read anew.</summary>
    public string Name { get; set; } = id;

    public string Path { get; } = path;

    /// <summary>Where it was begun; nothing before was ever meant to be sent.</summary>
    public long Begin { get; set; }

    /// <summary>Lines before it are passed over.</summary>
    public long Taken { get; set; }

    /// <summary>Lines before it were counted.</summary>
    public long Seen { get; set; }

    /// <summary>Where the next batch starts.</summary>
    public long Next { get; set; }

    /// <summary>Up to where the receiver said that it has it; null: it was not asked yet.</summary>
    public long? Acked { get; set; }

    public Knowing Knowing { get; set; }

    /// <summary>It was begun by this run.</summary>
    public bool IsBegun { get; init; }

    /// <summary>Its number may be wrong, too low, because what was kept of its path was lost, or is older than what was sent.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>How far it was read when it was last looked at, to find it again.</summary>
    public FollowPosition? Position { get; set; }

    /// <summary>Its position was kept by an earlier run.</summary>
    public bool IsSaved { get; init; }

    /// <summary>What its next batch starts with is not all that the receiver misses, and the rest is nowhere to be had.</summary>
    public bool IsAfterLoss { get; set; }

    /// <summary>It turned out to be another one, and is no more.</summary>
    public bool IsForgotten { get; set; }

    public OutgoingBatch? Open { get; set; }

    /// <summary>Full batches, in order. The first may be under way.</summary>
    public LinkedList<OutgoingBatch> Waiting { get; } = [];

    public bool IsUnderWay { get; set; }

    /// <summary>It is among those that can send.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Not to be sent any further.</summary>
    public bool IsStopped { get; set; }

    /// <summary>How long its last full batch was.</summary>
    public int Likely { get; set; }

    /// <summary>Where the first line stands that was taken and has no answer.</summary>
    public long From => Waiting.First?.Value.Start ?? Open?.Start ?? Next;

    public bool IsIdle => Open is null && Waiting.Count == 0;

    /// <summary>What all files of its path with the same first line are called, but for the number.</summary>
    public string Stem => StemOf(Id);

    public long Number => NumberOf(Id);

    public static string StemOf(string id) => id.LastIndexOf('-') is > 0 and int at ? id[..at] : id;

    public static long NumberOf(string id)
        => long.TryParse(id.AsSpan(id.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;

    public static string NameOf(string stem, long number) => string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
}

/// <summary>Whether the receiver was asked about a file.</summary>
internal enum Knowing : byte
{
    No,
    Asked,
    Yes,
}
