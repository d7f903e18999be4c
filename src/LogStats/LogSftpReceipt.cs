namespace LogStats;

/// <summary>A file that is complete at its destination.</summary>
public sealed class LogSftpReceipt
{
    /// <summary>When that was certain.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The file here.</summary>
    public string Path { get; init; } = "";

    /// <summary>The server, with the folder there.</summary>
    public string Target { get; init; } = "";

    /// <summary>The file there.</summary>
    public string Remote { get; init; } = "";

    public long Bytes { get; init; }

    /// <summary>Of all its bytes, in hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    public LogSftpOutcome Outcome { get; init; }

    public override string ToString() => $"{Remote}: {Bytes:N0} bytes";
}
