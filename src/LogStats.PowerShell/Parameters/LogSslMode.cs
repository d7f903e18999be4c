namespace LogStats.PowerShell.Parameters;

/// <summary>How far a server's encryption and certificate are asked for.</summary>
public enum LogSslMode
{
    /// <summary>None.</summary>
    Disable,

    /// <summary>Only if the server insists.</summary>
    Allow,

    /// <summary>If the server offers it. Nothing is checked.</summary>
    Prefer,

    /// <summary>Always; whose it is, is checked where a root certificate is at hand.</summary>
    Require,

    /// <summary>Always, with a certificate of a known authority.</summary>
    VerifyCA,

    /// <summary>Always, with a certificate of a known authority that is for that very server.</summary>
    VerifyFull,
}
