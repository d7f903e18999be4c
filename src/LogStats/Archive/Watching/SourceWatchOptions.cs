using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Archive.Watching;

/// <summary>Which sources are watched, and what is told of them.</summary>
public sealed record SourceWatchOptions
{
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_most = TimeSpan.FromHours(1);

    /// <summary>What the receiver writes to.</summary>
    public required string Directory { get; init; }

    public SourceThresholds Thresholds { get; init; } = new();

    /// <summary>Sources that have to come, also if they never did.</summary>
    public IReadOnlyCollection<string> Expected { get; init; } = [];

    /// <summary>How often is looked; who is silent is told of within it behind the threshold.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reports each hour, a quarter past the next.</summary>
    public bool Summary { get; init; }

    /// <summary>The zone of times that are told, and of hours; null for this machine's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>After how long the watch ends by itself: zero after one look; null for never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where is kept what is known of everybody, or null: a restart then begins anew.</summary>
    public ICheckpointStore? Store { get; init; }

    /// <summary>The name of the checkpoint.</summary>
    public string Checkpoint { get; init; } = "default";

    /// <summary>Told what the user should know, such as a clock that was set.</summary>
    public Action<string>? Remark { get; init; }

    /// <exception cref="LogStatsException">Something in them cannot be used.</exception>
    public void Check()
    {
        Thresholds.Check(Expected);
        if (Interval < s_least || Interval > s_most)
        {
            throw Fail.Value("the interval", $"{Interval}", "a span from 10ms to 1h, such as 10s");
        }
    }
}
