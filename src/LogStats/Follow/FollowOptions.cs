using LogStats.Scan;

namespace LogStats.Follow;

/// <summary>What is followed, from where, and where it is remembered.</summary>
public sealed record FollowOptions
{
    /// <summary>
    /// Files, there or not yet, and wildcards over a folder. A rotated file that a wildcard matches too, such as
    /// <c>app.log.1</c> beside <c>app.log</c>, is read as an older part of its log and not followed for itself.
    /// </summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Files that are not followed, by wildcard: of their name, or of the whole path where there is a slash in it.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    public FollowStart From { get; init; } = FollowStart.Saved;

    /// <summary>How long a wait lasts at most. File-system events only shorten it: they get lost.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where positions are kept, or null: a restart then begins anew.</summary>
    public ICheckpointStore? Store { get; init; }

    /// <summary>The name of the checkpoint. Two followers at work cannot share one.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Told of everything that happens to the files, on the thread that looks; null for nobody.</summary>
    public Action<FollowEvent>? Tell { get; init; }

    /// <summary>
    /// Positions before the saved ones, to go on from instead: for a caller who has to see some lines again. Asked for once
    /// the checkpoint is held.
    /// </summary>
    internal Func<IReadOnlyDictionary<string, FollowPosition>?>? Earlier { get; init; }

    /// <summary>The longest line that is given; a longer one is counted and passed over, never held.</summary>
    internal int MaximumLine { get; init; } = ScanDefaults.MaximumLine;

    internal int BlockSize { get; init; } = ScanDefaults.BlockSize;

    /// <summary>About how many bytes one look reads of one file, so that a large one does not starve the others.</summary>
    internal int LookLength { get; init; } = 1 << 20;

    /// <summary>About how many bytes one look reads of all files, so that what was read can be saved before long.</summary>
    internal int TurnLength { get; init; } = 8 << 20;

    /// <summary>So many files stay open once they are read to their end; the others are opened anew when they change.</summary>
    internal int MaximumOpen { get; init; } = 64;
}
