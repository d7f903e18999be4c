namespace LogStats.Sinks.Sftp;

/// <summary>A file to be sent.</summary>
internal sealed record SftpFile
{
    /// <summary>Here.</summary>
    public required string Path { get; init; }

    /// <summary>There, below the folder of the address.</summary>
    public required string Name { get; init; }

    /// <summary>A folder below that one, made where it is not; empty for none.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Reads it whole: its length and its SHA-256.</summary>
    public required Func<CancellationToken, (long Length, string Sha256)> Read { get; init; }

    /// <summary>A file that follows once this one is there.</summary>
    public SftpFile? Next { get; init; }

    /// <summary>Whatever the one who sends it wants back.</summary>
    public object? Tag { get; init; }

    public string Remote => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}
