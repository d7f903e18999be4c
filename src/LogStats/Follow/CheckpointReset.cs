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
        if (FileState.OfPath(at.Path) is null or { Length: 0, IsRegular: true })
        {
            long newest = RotatedFiles.Of(at.Path) is [.., var last] ? last.State.LastWrite : at.LastWrite.UtcTicks;
            return at with { LastWrite = new(newest, TimeSpan.Zero), IsFinished = true, State = null };
        }

        FollowOptions options = new() { Paths = [at.Path] };
        FollowScratch scratch = new(options.BlockSize, TimeProvider.System);
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
        foreach (string place in (IEnumerable<string>)[at.Path, .. RotatedFiles.Of(at.Path).Select(file => file.Path)])
        {
            if (FileState.OfPath(place) is { IsRegular: true } && Same(options, at, place, scratch) is { } file)
            {
                using (file)
                {
                    file.SkipToEnd(scratch, offset);
                    return file.Position(finished: false);
                }
            }
        }

        throw Fail.CheckpointFileGone(at.Path);
    }

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
