using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.RawLines;

/// <summary>Which logs are followed for their lines, from where, and which lines are left out.</summary>
public sealed record LogLineWatchOptions
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>Files, there or not yet, and wildcards over a folder.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Files that are not followed, by wildcard: of their name, or of the whole path where there is a slash in it.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Lines that are left out: those that hold every text of a rule. One rule is enough.</summary>
    public IReadOnlyList<IReadOnlyList<string>> NotMatch { get; init; } = [];

    public FollowStart From { get; init; } = FollowStart.Saved;

    /// <summary>How often every file is looked at, at least; what the file system tells of is seen at once.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long the watch ends by itself. Zero reads what is there. Null for never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>After so many lines the watch ends; zero for never.</summary>
    public long Count { get; init; }

    /// <summary>Where positions are kept, or null: a restart then begins anew.</summary>
    public ICheckpointStore? Store { get; init; }

    /// <summary>The name of the checkpoint.</summary>
    public string Checkpoint { get; init; } = "default";

    /// <summary>Told of everything that happens to the files, on the thread that reads.</summary>
    public Action<FollowEvent>? Tell { get; init; }

    /// <exception cref="LogStatsException">Something in it cannot be used.</exception>
    internal void Check()
    {
        if (Interval < s_shortest || Interval > s_longest)
        {
            throw Fail.Value("the interval", $"{Interval}", "a span from 10ms to 1d, such as 1s");
        }

        if (NotMatch.Any(rule => rule.Any(string.IsNullOrEmpty)))
        {
            throw Fail.Value("the texts of lines to leave out", "", "texts of at least one character; an empty one would be in every line");
        }
    }
}
