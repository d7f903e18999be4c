namespace LogStats.Sinks.Sftp;

/// <summary>A server that files are sent to, how it is known, and who is let in there.</summary>
public sealed record SftpOptions
{
    public required SftpAddress Address { get; init; }

    /// <summary>A private key that nobody else may read; null for those of the ssh configuration.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file of host keys in place of the usual ones.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>The server's host key has this fingerprint, <c>SHA256:…</c>, and is believed for that alone.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The pass phrase of the key, or the password of the account. Asked for when a session begins.</summary>
    public Func<string>? Secret { get; init; }

    /// <summary>Whether that is the password of the account.</summary>
    public bool IsPassword { get; init; }

    /// <summary>Whether each file is read back and compared before it gets its name.</summary>
    public bool Verify { get; init; }

    /// <summary>How often a file is tried. 3 by default.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>How long is waited in between. 5 s by default.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long connecting may take. 20 s by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one step may take; a file may take a second more for each 64 KB. 60 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told of each session before it begins. What is half written is called after it.</summary>
    internal Action<string>? Began { get; init; }

    /// <summary>The client, or what stands in for it.</summary>
    internal string Client { get; init; } = "sftp";

    public override string ToString() => Address.ToString();
}
