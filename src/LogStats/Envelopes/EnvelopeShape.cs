namespace LogStats.Envelopes;

/// <summary>The manners in which a line can be wrapped.</summary>
public enum EnvelopeShape : byte
{
    /// <summary><c>2024/05/01 03:28:03 [27615] message</c>: what a daemon writes into a file of its own.</summary>
    OwnFile,

    /// <summary><c>May  1 03:28:03 host tag[27615]: message</c></summary>
    Syslog,

    /// <summary><c>2024 May  1 03:28:03 host tag[27615]: message</c></summary>
    SyslogYear,

    /// <summary><c>2024-05-01T03:28:03.123+02:00 host tag[27615]: message</c></summary>
    SyslogIso,

    /// <summary><c>&lt;30&gt;1 2024-05-01T03:28:03Z host tag 27615 - - message</c></summary>
    Rfc5424,

    /// <summary>A line of <c>journalctl -o json</c>.</summary>
    Journal,

    /// <summary>A line of Docker's <c>json-file</c>: <c>{"log":"message\n","stream":"stdout","time":"…"}</c></summary>
    Docker,

    /// <summary><c>2024-05-01T03:28:03.123456789Z stdout F message</c>, as the runtimes of Kubernetes write it.</summary>
    Cri,
}
