using LogStats.Follow;

namespace LogStats.Elf;

/// <summary>Which access logs are watched, from where, and in what rounds.</summary>
public sealed record ElfWatchOptions
{
    /// <summary>
    /// Files, there or not yet; wildcards; and names with times as elfstatsd has them:
    /// <c>access.log-%Y-%m-%d?ts=-3600&amp;ts-name-only=true</c>.
    /// </summary>
    public required IReadOnlyList<string> Paths { get; init; }

    public ElfOptions Elf { get; init; } = new();

    /// <summary>How long a round is. Rounds begin at whole multiples of it since midnight.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    public FollowStart From { get; init; } = FollowStart.Saved;

    /// <summary>
    /// After how long the watch ends by itself; the round that is not over then is not given. Zero gives the rounds of what
    /// is there already. Null for never.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where positions are kept, or null: a restart then begins anew.</summary>
    public ICheckpointStore? Store { get; init; }

    /// <summary>The name of the checkpoint.</summary>
    public string Checkpoint { get; init; } = "default";

    /// <summary>Told of everything that happens to the files, on the thread that asks for rounds.</summary>
    public Action<FollowEvent>? Tell { get; init; }

    /// <summary>Told once what the user should know of how a file is read.</summary>
    public Action<string>? Remark { get; init; }
}
