using LogStats.Follow;

namespace LogStats;

/// <summary>How far a log was read under the name of a checkpoint.</summary>
public sealed class LogCheckpoint
{
    public LogCheckpoint()
    {
    }

    /// <summary>What is kept, and how the log stands to it now.</summary>
    public LogCheckpoint(Checkpoint kept)
    {
        FollowPosition at = kept.Position;
        (Name, Saved, Path, FileId) = (kept.Name, kept.Saved, at.Path, at.FileId);
        (Offset, IsFinished) = (at.Offset, at.IsFinished);
        FileState? live = FileState.OfPath(at.Path);
        IsRotated = live is { } there && there.Identity != at.Identity;
        Behind = live is { } same && same.Identity == at.Identity && same.Length >= at.Offset ? same.Length - at.Offset : null;
    }

    /// <summary>The checkpoint's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The log that is followed.</summary>
    public string Path { get; init; } = "";

    /// <summary>Behind the last line that was delivered, in decompressed bytes.</summary>
    public long Offset { get; init; }

    /// <summary>How many bytes of that file are not read yet; null where another file stands at the path, or none.</summary>
    public long? Behind { get; init; }

    /// <summary>Whether another file stands at the path than the one that was read last.</summary>
    public bool IsRotated { get; init; }

    /// <summary>Whether that file was read to its end for good.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Names the file among all that stood at the path; empty before its first line.</summary>
    public string FileId { get; init; } = "";

    /// <summary>When it was saved.</summary>
    public DateTimeOffset Saved { get; init; }

    public override string ToString() => $"{Name}: {Path} @ {Offset}";
}
