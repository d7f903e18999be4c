using LogStats.Alerts;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.PgBouncer;

/// <summary>Which logs of pgbouncer are watched, who has to log in how often, and when to report.</summary>
public sealed record PgBouncerWatchOptions
{
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(1);

    /// <summary>Files, there or not yet, and wildcards.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    public PgBouncerOptions PgBouncer { get; init; } = new();

    /// <summary>How long each may stay away: by user, or by user@database.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Thresholds { get; init; } = new Dictionary<string, TimeSpan>();

    public ServiceWindow Window { get; init; } = new();

    /// <summary>The time of the day at which the day is reported; null for no report but on demand.</summary>
    public TimeSpan? ReportAt { get; init; }

    /// <summary>Reports once as soon as the logs were read to their end.</summary>
    public bool ReportNow { get; init; }

    /// <summary>
    /// Where nothing was saved: how far back the logs are read for who was seen last, without an alert or a report for it.
    /// </summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Saved and End begin now, with what the logs tell of the time before; Beginning replays the logs, with every alert and
    /// report that they would have given.
    /// </summary>
    public FollowStart From { get; init; } = FollowStart.Saved;

    /// <summary>How often the clock and the logs are looked at, at least.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long the watch ends by itself. Zero ends it at the end of the logs; a replay then ends at the time of their
    /// last line. Null for never.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where positions are kept with what is known of everybody, or null: a restart then begins anew.</summary>
    public ICheckpointStore? Store { get; init; }

    /// <summary>The name of the checkpoint.</summary>
    public string Checkpoint { get; init; } = "default";

    /// <summary>Told of everything that happens to the files, on the thread that asks for rows.</summary>
    public Action<FollowEvent>? Tell { get; init; }

    /// <summary>Told what the user should know: clocks that are wrong, lines that cannot be read.</summary>
    public Action<string>? Remark { get; init; }

    /// <exception cref="LogStatsException">Something in them cannot be used.</exception>
    public void Check()
    {
        PgBouncer.Check();
        if (Interval < s_least || Interval > s_most)
        {
            throw Fail.Value("the interval", $"{Interval}", "a span from 10ms to 1m, such as 5s");
        }

        if (ReportAt is { } report && (report < TimeSpan.Zero || report > TimeSpan.FromDays(1)))
        {
            throw Fail.Value("the time of the report", $"{report}", ClockTime.Expected);
        }

        if (History < TimeSpan.Zero || History > TimeSpan.FromDays(36_500))
        {
            throw Fail.Value("the history", $"{History}", "a span such as 1d, or 0s for none");
        }
    }
}
