namespace LogStats.Follow;

/// <summary>
/// One followed path and the files that stand there one after the other. There is one file being read, and the
/// position of the last one before it: which file comes next is looked up only when it is needed, because names change.
/// </summary>
internal sealed partial class FollowedPath(FollowOptions options, FollowScratch scratch, TimeProvider clock, string path, bool isNamed)
    : IDisposable
{
    /// <summary>A file that was moved to elsewhere may still be written to until its writer opens the new one.</summary>
    private const int LooksAtAMovedFile = 60;

    private static readonly TimeSpan s_compressing = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_tellAgain = TimeSpan.FromHours(1);

    private FollowedFile? _file;
    private FollowPosition? _last;
    private string? _fault;
    private DateTimeOffset _faultTold;
    private FileState? _halfWritten;
    private DateTimeOffset _halfSince;
    private bool _missing;
    private string? _told;
    private bool _skip;
    private bool _doubted;
    private (FileState? Live, int Beside) _nothing;
    private (FileState? Live, int Version) _quiet;
    private FolderNames? _names;

    public string Path => path;

    /// <summary>Whether it was asked for by its name; otherwise a wildcard found it.</summary>
    public bool IsNamed => isNamed;

    public bool IsOpen => _file is { IsOpen: true };

    /// <summary>Its file is no more and read to its end.</summary>
    public bool IsGone { get; private set; }

    /// <summary>What its last look came to; before the first one there is one to do.</summary>
    public Looked Last { get; set; } = Looked.AtEnd;

    /// <summary>Whether its position may have changed since somebody said that it had not.</summary>
    public bool HasMoved { get; set; } = true;

    /// <summary>It is followed no longer.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Whether only its own path has to be watched for what comes: not a file that rotation has moved.</summary>
    public bool IsAtRest => !IsGone && (_file is null or { IsLive: true });

    private long Number => (_last?.Number ?? -1) + 1;

    /// <summary>How far its lines were given, or null before the first one.</summary>
    public FollowPosition? Position
        => _file is { } file && (file.Offset > 0 || _last is null) ? file.Position(finished: false) : _last;

    /// <summary>Goes on behind a position.</summary>
    public void Resume(FollowPosition position) => _last = position;

    /// <summary>Begins with the oldest file beside the path.</summary>
    public void BeginWithRotated() => Resume(new FollowPosition { Path = path, Number = -1, IsFinished = true });

    /// <summary>Looks at the path for the first time; <paramref name="atEnd"/> says where to begin.</summary>
    public void Begin(bool atEnd)
    {
        if (_last is not null)
        {
            return;
        }

        if (FileState.OfPath(path) is null or { Length: 0, IsRegular: true })
        {
            // What is written, and perhaps rotated, from now on is newer than what rotation left before.
            long newest = RotatedFiles.Of(path) is [.., var last] ? last.State.LastWrite : 0;
            Resume(new FollowPosition { Path = path, Number = -1, LastWrite = new(newest, TimeSpan.Zero), IsFinished = true });
        }
        else if (atEnd)
        {
            _skip = true;
            _ = Guarded(() => Next() ?? Looked.AtEnd);
        }
    }

    /// <summary>The folder's names, as of this look.</summary>
    private FolderNames Names => _names = _names?.At(scratch.Look, clock) ?? scratch.Folder(path);

    public Looked Look(IFollowedLines taker, CancellationToken stop)
    {
        // Nearly all files, nearly always: one question to the file system, and nothing else.
        if (_fault is null && _file is { IsLive: true, ReadTo: { } to } && FileState.OfPath(path) == to)
        {
            return Looked.AtEnd;
        }

        // One that was rotated, whose successor nobody has written to yet: it may stay so for the whole night.
        if (_quiet.Live is not null && _file is { IsLive: false } left && FileState.OfPath(path) == _quiet.Live
            && Names.Version == _quiet.Version && left.State() == left.ReadTo)
        {
            return Looked.AtEnd;
        }

        if (_halfWritten is { } half && _file is null && (clock.GetUtcNow() - _halfSince).Duration() < s_compressing && FileState.OfPath(path) == half)
        {
            return Looked.AtEnd;
        }

        (HasMoved, _quiet, _halfWritten) = (true, default, null);
        return Guarded(() => ReadOn(taker, stop));
    }

    private Looked ReadOn(IFollowedLines taker, CancellationToken stop)
    {
        while (true)
        {
            if (_file is null && Next() is { } none)
            {
                return none;
            }

            FileState? live = FileState.OfPath(path);
            bool isLive = live is { } there && there.Identity == _file!.Identity && (there.IsRegular || !_file.IsLive);
            if (_file!.IsLive && !isLive && !Leave(live))
            {
                continue;
            }

            _file.IsLive = isLive;
            FileState state = isLive ? live!.Value : _file.State();
            bool isRead = state == _file.ReadTo;
            if (isRead && isLive)
            {
                return Looked.AtEnd;
            }

            if (isRead)
            {
                // Nothing new stands in it; whether anything may come is to be seen.
            }
            else if (state.Length < _file.Known || (_file.IsGzip && _file.ReadTo is not null) || (isLive && !Open()))
            {
                Replace();
                continue;
            }
            else
            {
                (_file.EndsMet, _file.IdleLooks) = (0, 0);
            }

            switch (isRead ? Reading.End : _file.Read(state, scratch, taker, stop))
            {
                case Reading.More:
                    return Looked.More;
                case Reading.Replaced:
                    Replace();
                    continue;
                default:
                    if (isLive)
                    {
                        return Looked.AtEnd;
                    }

                    break;
            }

            Looked wait = WhetherOver(live, state);
            if (wait != Looked.More)
            {
                return wait;
            }

            Finish(taker);
        }
    }

    /// <summary>Closes a file that was only begun; it is opened again when it is read.</summary>
    public void Close()
    {
        if (_file is { IsLive: true })
        {
            _file.Close();
        }
    }

    /// <summary>Closes a file that was read to its end; it is opened again once it changes.</summary>
    public void CloseIdle()
    {
        if (_file is { IsLive: true, ReadTo: not null })
        {
            _file.Close();
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The path holds another file, or none. True if the one that stood there is open and can be read on.</summary>
    private bool Leave(FileState? live)
    {
        Tell(FollowEventKind.Rotated, live is null ? "It is no longer at its path." : "Another file stands at its path.");
        if (_file!.IsOpen)
        {
            return true;
        }

        Remember();
        return false;
    }

    /// <summary>Opens a file that was closed while it was idle. False if it is not the same any more.</summary>
    private bool Open()
    {
        if (_file!.IsOpen)
        {
            return true;
        }

        FollowPosition position = _file.Position(finished: false);
        if (FollowedFile.Resume(options, position, path, scratch, mayGrow: true) is not { } again)
        {
            return false;
        }

        _file = again;
        _file.IsLive = true;
        return again.Identity == position.Identity;
    }

    private void Replace()
    {
        if (!_file!.IsGzip)
        {
            Tell(FollowEventKind.Truncated, "It was cut or written anew.");
        }

        _last = _file.Position(finished: false);
        Drop();
    }

    private void Remember()
    {
        _last = _file!.Offset > 0 || _last is null ? _file.Position(finished: false) : _last;
        Drop();
    }

    private void Drop()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>
    /// Whether a file that left its path, and was read to its end, is over: <see cref="Looked.More"/> if so. Its writer
    /// goes on with it until it opens the new one, so its end has to be met twice, and something has to stand in the new one.
    /// </summary>
    private Looked WhetherOver(FileState? live, FileState state)
    {
        if (!_file!.MayGrow)
        {
            return Looked.More;
        }

        // What stands beside it may be known from before: at worst a successor shows later. Which one is read is looked up anew.
        List<RotatedFile> beside = Beside();
        int at = beside.FindIndex(file => file.State.Identity == _file.Identity);
        bool hasSuccessor = live is { Length: > 0 } || (at < 0 && !state.HasName) || Newer(beside, at, state.LastWrite).Count > 0;
        if (!hasSuccessor)
        {
            _file.EndsMet = 0;
            _file.IdleLooks++;
            _quiet = at >= 0 ? (live, Names.Version) : default;
            return at < 0 && _file.IdleLooks > LooksAtAMovedFile ? Looked.More : Looked.AtEnd;
        }

        return ++_file.EndsMet > 1 ? Looked.More : Looked.Pending;
    }

    private List<RotatedFile> Beside() => RotatedFiles.Of(Names.Beside(path));

    private void Finish(IFollowedLines taker)
    {
        _file!.Finish(scratch, taker);
        if (_file.Offset > 0 || _last is null)
        {
            _last = _file.Position(finished: true);
        }

        Drop();
    }
}
