using System.Globalization;
using LogStats.Faults;

namespace LogStats.Follow;

/// <summary>Which file is read on with, when none is being read.</summary>
internal sealed partial class FollowedPath
{
    /// <summary>Finds the file to read on with; says how to go on if there is none now.</summary>
    private Looked? Next()
    {
        FileState? live = FileState.OfPath(path);
        if (_last is null)
        {
            return live is null ? Missing(live) : Live(live.Value);
        }

        // An empty file is nobody yet: whether it is the next one shows once something stands in it.
        bool isEmpty = live is null or { Length: 0, IsRegular: true };
        if (live is not null && isEmpty && live == _nothing.Live)
        {
            return Looked.AtEnd;
        }

        if (live is null && _nothing == (live, Signature(Beside())))
        {
            return Missing(live);
        }

        if (RotatedFiles.Settled(path) is not { } beside)
        {
            return Looked.Pending;
        }

        (FileState?, int) seen = (live, Signature(beside));

        if (live?.Identity == _last.Identity && Resumed())
        {
            return null;
        }

        int at = Found(beside, live, out FollowedFile? found);
        if (found is not null && (!_last.IsFinished || (!found.IsGzip && beside[at].State.Length > _last.Offset)))
        {
            (_file, _doubted) = (found, false);
            Tell(FollowEventKind.Recovered, $"Its unread rest is read from '{beside[at].Path}'.");
            return null;
        }

        found?.Dispose();
        if (at < 0 && !_last.IsFinished)
        {
            if (!isEmpty && _last.Front.Length == FilePrint.LongestFront && Resumed())
            {
                return null; // The same content under another identity: copied back, or the device was renumbered.
            }

            if (!_doubted)
            {
                _doubted = true; // It may have been renamed while the folder was being listed.
                return Looked.Pending;
            }

            Lose();
        }

        _doubted = false;
        if (Newer(beside, at, _last.LastWrite.UtcTicks) is [var next, ..])
        {
            FollowedFile older = FollowedFile.Begin(options, path, next.Path, Number, mayGrow: true);
            if (older.Identity != next.State.Identity)
            {
                older.Dispose();
                return Looked.Pending; // Renamed again since the folder was listed.
            }

            _file = older;
            Tell(FollowEventKind.Recovered, $"'{next.Path}' was rotated before it could be read, and is read now.");
            return null;
        }

        if (!isEmpty)
        {
            return Live(live!.Value);
        }

        _nothing = seen;
        return Missing(live);
    }

    /// <summary>Begins with the file at the path, if that is still the one which was there when the folder was listed.</summary>
    private Looked? Live(FileState seen)
    {
        FollowedFile file = FollowedFile.Begin(options, path, path, Number, mayGrow: true);
        if (seen.Identity != file.Identity)
        {
            file.Dispose();
            return Looked.Pending;
        }

        (_file, _missing) = (file, false);
        file.IsLive = true;
        if (_skip)
        {
            file.SkipToEnd(scratch);
            _skip = false;
        }

        return null;
    }

    /// <summary>Where the file of the last position stands among those beside the path: by identity, else by content.</summary>
    private int Found(List<RotatedFile> beside, FileState? live, out FollowedFile? found)
    {
        found = null;
        bool wasCut = live?.Identity == _last!.Identity;
        for (int at = 0; at < beside.Count; at++)
        {
            if (beside[at].State.Identity == _last.Identity)
            {
                if ((found = Opened(beside[at], mayGrow: true)) is not null)
                {
                    return at;
                }

                wasCut = true;
            }
        }

        // Compressed or copied: then it has another identity, and is not older than when it was last read. Some programs
        // keep whole seconds only.
        long notBefore = _last.LastWrite.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;
        for (int at = 0; at < beside.Count && _last.Front.Length > 0; at++)
        {
            if (beside[at].State.LastWrite >= notBefore && (found = Opened(beside[at], mayGrow: false)) is { } file)
            {
                // A short front is that of many files. Of a plain one it only counts if the file itself was cut.
                if (file.IsGzip || wasCut || _last.Front.Length == FilePrint.LongestFront)
                {
                    return at;
                }

                file.Dispose();
                found = null;
            }
        }

        return -1;
    }

    private FollowedFile? Opened(RotatedFile file, bool mayGrow)
    {
        try
        {
            FollowedFile? found = FollowedFile.Resume(options, _last!, file.Path, scratch, mayGrow);
            if (FileState.OfPath(file.Path)?.Identity != file.State.Identity)
            {
                found?.Dispose();
                throw Fail.PathNotFound(file.Path); // Renamed again since the folder was listed: to be looked for once more.
            }

            return found;
        }
        catch (LogStatsException fault) when (fault.Id is not FaultId.PathNotFound)
        {
            return null; // Not to be read, or not whole yet.
        }
    }

    /// <summary>Goes on in the file at the path, if its content is that of the last position.</summary>
    private bool Resumed()
    {
        if (FollowedFile.Resume(options, _last!, path, scratch, mayGrow: true) is not { } file)
        {
            return false;
        }

        (_file, _missing, _doubted) = (file, false, false);
        file.IsLive = true;
        return true;
    }

    private void Lose()
    {
        Tell(FollowEventKind.Lost, string.Create(CultureInfo.InvariantCulture,
            $"Its file is gone, cut or written anew; what may have stood behind byte {_last!.Offset:N0} was not read."));
        _last = _last with { IsFinished = true };
    }

    private Looked Missing(FileState? live)
    {
        if (live is not null)
        {
            return Looked.AtEnd;
        }

        IsGone = !isNamed;
        if (!_missing)
        {
            _missing = true;
            Tell(FollowEventKind.Missing, new FileInfo(path).LinkTarget is { } target
                ? $"It is a link to '{target}', which leads to no file now; it is waited for." : "There is no such file now; it is waited for.");
        }

        return Looked.AtEnd;
    }

    private static List<RotatedFile> Newer(List<RotatedFile> beside, int at, long lastWrite) => [.. beside.Where(
        (file, index) => file.State.Length > 0 && (at >= 0 ? index > at : file.State.LastWrite > lastWrite))];

    private static int Signature(List<RotatedFile> beside)
    {
        HashCode hash = default;
        beside.ForEach(file => hash.Add(file));
        return hash.ToHashCode();
    }
}
