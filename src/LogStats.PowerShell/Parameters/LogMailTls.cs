namespace LogStats.PowerShell.Parameters;

/// <summary>How the way to a mail server is kept secret.</summary>
public enum LogMailTls
{
    /// <summary>Not at all: for a server on this machine, and without a password.</summary>
    None,

    /// <summary>The connection begins in clear and must change to TLS before anything else is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    Implicit,
}
