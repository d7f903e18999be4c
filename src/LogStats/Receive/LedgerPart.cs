namespace LogStats.Receive;

/// <summary>What is known of a file of received lines.</summary>
public sealed record LedgerPart
{
    public required string Source { get; init; }

    /// <summary>Its name without number and extension.</summary>
    public required string Stem { get; init; }

    /// <summary>From 1: lines that come late open another.</summary>
    public required int Number { get; init; }

    /// <summary>Its window as names have it.</summary>
    public required string Window { get; init; }

    public PartState State { get; init; }

    /// <summary>How many bytes of it count. More than that is what a crash left behind.</summary>
    public long Length { get; init; }

    public long Lines { get; init; }

    /// <summary>The earliest and the latest time of its lines as written, in seconds of a calendar without zones; -1 for none.</summary>
    public long First { get; init; } = -1;

    public long Last { get; init; } = -1;

    /// <summary>When its window is over.</summary>
    public DateTimeOffset WindowEnd { get; init; }

    /// <summary>Of all that counts, once it is sealed.</summary>
    public string? Sha256 { get; init; }

    internal string FileName => PartName.File(Stem, Number);
}
