namespace LogStats.Tests.Rsync;

/// <summary>How a planned session ends.</summary>
internal enum Ending
{
    Totals,
    TotalsThenError,
    TotalsThenWarning,
    Error,
    Nothing,
    ConnectedOnly,
    Denied,
    UnknownModule,
    AuthFailed,
    Listed,
    Refused,

    /// <summary>Totals of a process of which nothing else is in the log.</summary>
    OnlyTotals,
}

/// <summary>A file that a session moves.</summary>
internal sealed record FilePlan(string Name, long Length, bool Deleted);

/// <summary>One connection, as it is to happen.</summary>
internal sealed record SessionPlan
{
    public int Process { get; init; }

    /// <summary>Which of two machines it happens on; where the log does not name machines, there is one.</summary>
    public int Machine { get; init; }

    public string Host { get; init; } = "h.example";

    public string Address { get; init; } = "192.0.2.4";

    public string? User { get; init; }

    public string Module { get; init; } = "pub";

    public string[] Paths { get; init; } = [];

    public bool Upload { get; init; }

    /// <summary>The connection is logged, and not only what follows.</summary>
    public bool Connects { get; init; } = true;

    public bool Allowed { get; init; } = true;

    /// <summary>Something goes wrong on the way.</summary>
    public bool Complains { get; init; }

    public FilePlan[] Files { get; init; } = [];

    public Ending Ending { get; init; }

    public long Sent { get; init; }

    public long Received { get; init; }

    public long Total { get; init; }

    /// <summary>Seconds since the session before it began.</summary>
    public int Gap { get; init; }

    /// <summary>Seconds before each of its lines, over and over.</summary>
    public int[] Steps { get; init; } = [0];

    /// <summary>A line of somebody else behind its first: 0 for none.</summary>
    public int Noise { get; init; }
}

/// <summary>A log to be written: its sessions, its envelope and its log format.</summary>
internal sealed record LogPlan(SessionPlan[] Sessions, int Envelope, int Format, bool CarriageReturns)
{
    public override string ToString()
        => $"envelope {Envelope} format {Format}\n{string.Join('\n', PlannedLog.Write(this).Lines)}";
}
