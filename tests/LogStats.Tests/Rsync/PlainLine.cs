using LogStats.Rsync;

namespace LogStats.Tests.Rsync;

/// <summary>What a line says, as plain values, or the reason why it says nothing.</summary>
internal sealed record PlainLine
{
    public string? Reason { get; init; }

    public RsyncLineKind Kind { get; init; }

    public long Ticks { get; init; }

    public int OffsetMinutes { get; init; }

    public int ProcessId { get; init; }

    public string LogHost { get; init; } = "";

    public RsyncOperation Operation { get; init; }

    public string Host { get; init; } = "";

    public string Address { get; init; } = "";

    public string Module { get; init; } = "";

    public string User { get; init; } = "";

    public string Text { get; init; } = "";

    public (long Sent, long Received, long Total) Totals { get; init; }

    public long Length { get; init; } = -1;

    public int Code { get; init; }
}
