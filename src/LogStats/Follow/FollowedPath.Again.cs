using LogStats.Faults;

namespace LogStats.Follow;

/// <summary>Going back to what was read before.</summary>
internal sealed partial class FollowedPath
{
    /// <summary>Reads on at a position. False if that cannot be; then nothing has changed.</summary>
    public bool Rewind(FollowPosition to)
    {
        FollowPosition at = to with { Tail = default, IsFinished = false };
        if (_file is { IsOpen: true } open && open.Identity == at.Identity && open.Number == at.Number && open.FileId == at.FileId)
        {
            (HasMoved, _quiet) = (true, default);
            return open.GoBack(at.Offset); // It may have no name any more.
        }

        try
        {
            if (Find(at) is not { } found)
            {
                return false;
            }

            FileState? live = FileState.OfPath(path);
            Drop();
            (_last, _file, _skip, _doubted, _nothing, _quiet, HasMoved) = (at, found, false, false, default, default, true);
            found.IsLive = live is { IsRegular: true } there && there.Identity == found.Identity;
            return true;
        }
        catch (LogStatsException fault) when (fault.Id is FaultId.PathNotFound or FaultId.FileOpen or FaultId.FileRead)
        {
            return false;
        }
    }

    /// <summary>The file of a position, at its offset, wherever it stands now. A line has to begin there.</summary>
    public FollowedFile? Find(FollowPosition at)
    {
        FollowPosition? last = _last;
        FollowedFile? found = null;
        try
        {
            _last = at;
            FileState? live = FileState.OfPath(path);
            bool isRegular = live is { IsRegular: true };
            found = isRegular && live?.Identity == at.Identity ? FollowedFile.Resume(options, at, path, scratch, mayGrow: true) : null;
            if (found is null && Found(RotatedFiles.Of(path), live, out found) < 0 && isRegular && at.Front.Length == FilePrint.LongestFront)
            {
                found = FollowedFile.Resume(options, at, path, scratch, mayGrow: true); // Copied back, or the device was renumbered.
            }
        }
        finally
        {
            _last = last;
        }

        if (found?.GoBack(at.Offset) == false)
        {
            found.Dispose();
            return null;
        }

        return found;
    }

    /// <summary>The first position of each file that is here now, the oldest first.</summary>
    public List<FollowPosition> Files()
    {
        List<FollowPosition> files = [];
        foreach (string place in (IEnumerable<string>)[.. RotatedFiles.Of(path).Select(static file => file.Path), path])
        {
            try
            {
                if (FileState.OfPath(place) is { IsRegular: true, Length: > 0 })
                {
                    using FollowedFile file = FollowedFile.Begin(options, path, place, 0, mayGrow: true);
                    if (file.Know(scratch, isOver: place != path))
                    {
                        files.Add(file.Position(finished: false));
                    }
                }
            }
            catch (LogStatsException fault) when (fault.Id is FaultId.PathNotFound or FaultId.FileOpen or FaultId.FileRead)
            {
                // Gone or not to be read now: whatever comes of it is seen when it is followed.
            }
        }

        return files;
    }
}
