namespace LogStats.Elf.Matching;

/// <summary>What carried the lines of an access log on their way, and put something around each.</summary>
internal enum LineWrapKind : byte
{
    None,

    /// <summary>Syslog in any of its manners.</summary>
    Syslog,

    /// <summary>A line of <c>journalctl -o json</c>.</summary>
    Journal,

    /// <summary><c>{"log":"…\n","stream":"stdout","time":"…"}</c></summary>
    Docker,

    /// <summary><c>2024-05-01T03:28:03.123456789Z stdout F …</c>, as the runtimes of Kubernetes write it.</summary>
    Cri,
}
