using LogStats.Faults;

namespace LogStats.Follow;

/// <summary>A kept position moved by hand, so that the next start goes on elsewhere. What was kept beside it of open sessions goes.</summary>
public static class CheckpointReset
{
    /// <summary>To the first line of the file that the position is in, wherever rotation has put it. Its lines come again under the same names.</summary>
    public static FollowPosition Beginning(FollowPosition at)
        => at.Front.Length == 0 ? at with { State = null } : at with { Offset = 0, Tail = default, IsFinished = false, State = null };

    /// <summary>Behind the last line that stands at the path now: nothing that is there is read.</summary>
    public static FollowPosition End(FollowPosition at)
    {
        FollowOptions options = new() { Paths = [at.Path] };
        FollowScratch scratch = new(options.BlockSize, TimeProvider.System);
        if (FileState.OfPath(at.Path) is null or { Length: 0, IsRegular: true })
        {
            // What rotation left is passed over as well: the position's own file to its end, and all that are newer.
            long newest = RotatedFiles.Of(at.Path) is [.., var last] ? last.State.LastWrite : at.LastWrite.UtcTicks;
            using FollowedFile? own = Anywhere(options, at, scratch);
            own?.SkipToEnd(scratch);
            return (own?.Position(finished: true) ?? at) with { LastWrite = new(newest, TimeSpan.Zero), IsFinished = true, State = null };
        }

        using FollowedFile file = Same(options, at, at.Path, scratch)
            ?? FollowedFile.Begin(options, at.Path, at.Path, at.Number + 1, mayGrow: true);
        file.SkipToEnd(scratch);
        return file.Position(finished: false);
    }

    /// <summary>To the start of the line that an offset is in, of the file that the position is in.</summary>
    /// <exception cref="LogStatsException">That file is gone.</exception>
    public static FollowPosition Offset(FollowPosition at, long offset)
    {
        FollowOptions options = new() { Paths = [at.Path] };
        FollowScratch scratch = new(options.BlockSize, TimeProvider.System);
        using FollowedFile file = Anywhere(options, at, scratch) ?? throw Fail.CheckpointFileGone(at.Path);
        file.SkipToEnd(scratch, offset);
        return file.Position(finished: false);
    }

    private static FollowedFile? Anywhere(FollowOptions options, FollowPosition at, FollowScratch scratch)
        => RotatedFiles.Of(at.Path).Select(static file => file.Path).Prepend(at.Path)
            .Where(static place => FileState.OfPath(place) is { IsRegular: true })
            .Select(place => Same(options, at, place, scratch)).FirstOrDefault(static file => file is not null);

    /// <summary>The file at a place if it is the one of the position: by identity and content, or by a front long enough to tell.</summary>
    private static FollowedFile? Same(FollowOptions options, FollowPosition at, string place, FollowScratch scratch)
    {
        if (at.Front.Length == 0)
        {
            return null;
        }

        FollowedFile? file = FollowedFile.Resume(options, at with { Offset = 0, Tail = default }, place, scratch, mayGrow: true);
        if (file is not null && file.Identity != at.Identity && at.Front.Length < FilePrint.LongestFront && !file.IsGzip)
        {
            file.Dispose();
            return null;
        }

        return file;
    }
}
