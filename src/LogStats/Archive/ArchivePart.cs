namespace LogStats.Archive;

/// <summary>A file of received lines that is closed for good, as it was found.</summary>
public sealed record ArchivePart
{
    /// <summary>The file itself.</summary>
    public required string Path { get; init; }

    public required ArchiveState State { get; init; }

    public required PartManifest Manifest { get; init; }

    /// <summary>Whether it was compressed since.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>When it was changed last, by the clock of the file system.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>How many bytes it has there.</summary>
    public required long Length { get; init; }

    public string Source => Manifest.Source;

    /// <summary>As the receiver named it.</summary>
    public string Name => Manifest.Name;
}
