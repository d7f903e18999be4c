namespace LogStats.Follow;

/// <summary>
/// How far a followed path has been read, and how to know that file again, wherever rotation has put it. All that
/// stood at the path before is read; what came after is not.
/// </summary>
public sealed record FollowPosition
{
    /// <summary>The full path that is followed, not where rotation has put the file.</summary>
    public required string Path { get; init; }

    /// <summary>The name that lines of the file carry; empty before its first line.</summary>
    public string FileId { get; init; } = "";

    /// <summary>How many files stood at the path before it.</summary>
    public long Number { get; init; }

    public FileIdentity Identity { get; init; }

    /// <summary>Behind the last line that was given, in decompressed bytes.</summary>
    public long Offset { get; init; }

    /// <summary>The front of the file, as far as it was known: up to 4096 bytes.</summary>
    public FilePrint Front { get; init; }

    /// <summary>The bytes directly before <see cref="Offset"/>, up to 64.</summary>
    public FilePrint Tail { get; init; }

    /// <summary>When the file was last written to, in UTC: files that took its place are newer.</summary>
    public DateTimeOffset LastWrite { get; init; }

    /// <summary>The file was read to its end and has a successor, or is no more.</summary>
    public bool IsFinished { get; init; }

    /// <summary>
    /// What whoever takes the lines holds of those before <see cref="Offset"/> and has made nothing of yet, such as sessions that
    /// are open. It is saved in one with the offset, so that neither can be there without the other; null for nothing.
    /// </summary>
    public string? State { get; init; }
}
