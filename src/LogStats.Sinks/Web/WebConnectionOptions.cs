using LogStats.Sinks.Tls;

namespace LogStats.Sinks.Web;

/// <summary>How a server is spoken to, and what is said where that breaks.</summary>
internal sealed record WebConnectionOptions
{
    /// <summary>What it is called in messages: no secret.</summary>
    public required string Shown { get; init; }

    public required TlsTrust Trust { get; init; }

    /// <summary>How long an answer may take, all of it.</summary>
    public required TimeSpan Timeout { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Who has to run there.</summary>
    public required string Program { get; init; }

    /// <summary>Why no harm is done by sending once more.</summary>
    public required string Again { get; init; }

    /// <summary>When the connection is made anew, because a name may come to mean another machine.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many requests may be under way at once.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>How much of an answer is given; it is read on to its end, but not for ever.</summary>
    public int Kept { get; init; } = WebConnection.LongestAnswer;
}
