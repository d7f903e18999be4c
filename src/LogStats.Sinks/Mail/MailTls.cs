namespace LogStats.Sinks.Mail;

/// <summary>How the way to a mail server is kept secret. There is no "if it can": who may read the way could say it cannot.</summary>
public enum MailTls
{
    /// <summary>Not at all: for a server on this machine, and without a password.</summary>
    None,

    /// <summary>The connection begins in clear and must change to TLS before anything else is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    Implicit,
}
