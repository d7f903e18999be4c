using LogStats.Faults;

namespace LogStats.Follow;

/// <summary>What cannot be read is told once and tried again.</summary>
internal sealed partial class FollowedPath
{
    /// <summary>Faults of one file are told once and tried again: they must not stop the others.</summary>
    private Looked Guarded(Func<Looked> look)
    {
        try
        {
            Looked looked = look();
            if (_fault is not null && _file is not null)
            {
                _fault = null;
                Tell(FollowEventKind.Readable, "It can be read again.");
            }

            return looked;
        }
        catch (LogStatsException fault) when (fault.Id is FaultId.PathNotFound)
        {
            return Looked.Pending; // Gone between being seen and being opened: the next look sees what became of it.
        }
        catch (LogStatsException fault) when (fault.Id is FaultId.FileOpen or FaultId.FileRead)
        {
            return Unreadable(fault);
        }
    }

    private Looked Unreadable(LogStatsException fault)
    {
        if (_file is { IsLive: false, IsGzip: true } file)
        {
            if (clock.GetUtcNow() - file.Position(false).LastWrite < s_compressing)
            {
                _last = file.Offset > 0 || _last is null ? file.Position(finished: false) : _last;
                Drop();
                return Looked.Pending; // It may be being written: gzip gives it its old time of writing at the end.
            }

            // All that could be read of it was given. What comes after it must not wait for ever.
            _last = file.Position(finished: true);
            Drop();
            Tell(FollowEventKind.Lost, $"{fault.Message} {fault.Advice}");
            return Looked.More;
        }

        // A compressed log may be being written. It is decompressed anew once there is more of it; how much there is of it is no news.
        string known = _file is { IsGzip: true } || _halfWritten is not null ? fault.Id.ToString() : fault.Message;
        if (_file is { IsGzip: true })
        {
            (_halfWritten, _halfSince) = (FileState.OfPath(path), clock.GetUtcNow());
            Remember();
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (_fault != known || (now - _faultTold).Duration() >= s_tellAgain)
        {
            (_fault, _faultTold) = (known, now);
            _told = null;
            Tell(FollowEventKind.Unreadable, $"{fault.Message} {fault.Advice}");
        }

        return Looked.AtEnd;
    }

    /// <summary>The same thing is told once, however often it is tried.</summary>
    private void Tell(FollowEventKind kind, string text)
    {
        if (_told != text || kind is FollowEventKind.Rotated or FollowEventKind.Truncated)
        {
            _told = text;
            options.Tell?.Invoke(new FollowEvent(kind, path, text));
        }
    }
}
