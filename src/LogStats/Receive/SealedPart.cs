namespace LogStats.Receive;

/// <summary>A file of received lines that is closed for good: no line is ever added to it.</summary>
public sealed record SealedPart
{
    public required string Source { get; init; }

    public required string Path { get; init; }

    public required string Window { get; init; }

    public required long Lines { get; init; }

    public required long Length { get; init; }

    /// <summary>Read back from the disk, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The earliest time of its lines, as they write it.</summary>
    public DateTime? First { get; init; }

    public DateTime? Last { get; init; }
}
