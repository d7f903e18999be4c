namespace LogStats.Rsync;

/// <summary>Which session a line belongs to: the machine and program that wrote it, and its process id.</summary>
internal readonly struct RsyncSessionId(ulong origin, int processId)
{
    public ulong Origin { get; } = origin;

    public int ProcessId { get; } = processId;

    /// <summary>A number whose upper bits are well spread.</summary>
    public uint Hash => (uint)(((Origin ^ (uint)ProcessId) * 0x9E3779B97F4A7C15) >> 32);

    public bool Is(RsyncSessionId other) => ProcessId == other.ProcessId && Origin == other.Origin;
}
