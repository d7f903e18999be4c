using LogStats.Agent.Terminal;
using LogStats.Detect;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>
/// Carries the records of growing files to where they go. A position is saved once the target has answered, never before,
/// so what a kill takes away is read again, and a target that knows records by name has it once.
/// </summary>
internal sealed class RecordFollow(Screen screen, ReadRequest request, TimeProvider clock, RecordEnd end) : IFollowedLines
{
    private readonly Dictionary<string, (LogKind Kind, IRecordReader Reader)> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<LogKind, List<ILogRecord>> _made = [];
    private readonly HashSet<(string Path, string Reason)> _told = [];
    private LogFollower? _follower;
    private bool _lost;

    public IEnumerable<(string Path, ScanCounts Counts)> Counts => _readers.Select(pair => (pair.Key, pair.Value.Reader.InputCounts));

    public void Line(in FollowedLine line)
    {
        (LogKind kind, IRecordReader reader) = ReaderOf(line.Path, line.Bytes);
        IReadOnlyList<ILogRecord> made = reader.Line(line.Bytes, new LineOrigin(line.Path, line.FileId, line.Offset, line.Front));
        Hold(kind, made);
    }

    /// <param name="follower">Gives the lines.</param>
    /// <param name="once">Ends once everything that is there has been read.</param>
    /// <param name="stop">Ends it between two batches.</param>
    public async Task RunAsync(LogFollower follower, bool once, CancellationToken stop)
    {
        _follower = follower;
        follower.State = path => _readers.TryGetValue(path, out (LogKind Kind, IRecordReader Reader) known) ? known.Reader.State : follower.StateOf(path);
        do
        {
            bool more;
            do
            {
                more = once ? follower.Look(this, stop) : follower.LookWhereHinted(this, stop);

                // Not to be stopped half way: what the target has taken and nobody saved would come twice.
                await GiveAsync(CancellationToken.None);
                await follower.CommitAsync(CancellationToken.None);
                TellOfLocations();
            }
            while (more);

            if (HoldQuiet(follower))
            {
                await GiveAsync(CancellationToken.None);
                await follower.CommitAsync(CancellationToken.None);
            }

            if (once && follower.IsAtEnd)
            {
                return;
            }

            await follower.WaitAsync(stop);
        }
        while (!stop.IsCancellationRequested);
    }

    /// <summary>Says once that no more locations are given.</summary>
    private void TellOfLocations()
    {
        if (!_lost && request.Clients.Locations?.Remark is { } remark)
        {
            _lost = true;
            screen.Warn(remark);
        }
    }

    private void Hold(LogKind kind, IReadOnlyList<ILogRecord> made)
    {
        if (made.Count > 0)
        {
            if (!_made.TryGetValue(kind, out List<ILogRecord>? held))
            {
                _made[kind] = held = [];
            }

            held.AddRange(made);
        }
    }

    /// <summary>Where a log has been silent for a while, what waited for later lines need not wait any longer.</summary>
    private bool HoldQuiet(LogFollower follower)
    {
        bool any = false;
        foreach ((string path, (LogKind kind, IRecordReader reader)) in _readers)
        {
            if (clock.GetUtcNow() - follower.LastWriteOf(path) > reader.Patience && reader.Quiet() is { Count: > 0 } made)
            {
                Hold(kind, made);
                any = true;
            }
        }

        return any;
    }

    private async Task GiveAsync(CancellationToken stop)
    {
        foreach ((LogKind kind, List<ILogRecord> made) in _made)
        {
            if (made.Count > 0)
            {
                await end.GiveAsync(kind, made, stop);
                made.Clear();
            }
        }

        await end.FlushAsync(stop);
    }

    /// <summary>The first line of a file shows what it is, better together with those that are there already.</summary>
    private (LogKind Kind, IRecordReader Reader) ReaderOf(string path, ReadOnlySpan<byte> line)
    {
        if (_readers.TryGetValue(path, out (LogKind Kind, IRecordReader Reader) known))
        {
            return known;
        }

        (LogKind kind, LogFormat? format) = Resolve(path, line);
        IRecordReader reader = kind.NewReader(request with { Format = request.Format ?? format }, clock);
        reader.Rejected = (reason, bytes, offset) => Refused(path, reason, bytes, offset);
        if (_follower?.StateOf(path) is string state)
        {
            reader.Restore(state, path);
        }

        return _readers[path] = (kind, reader);
    }

    private (LogKind Kind, LogFormat? Format) Resolve(string path, ReadOnlySpan<byte> line)
    {
        try
        {
            if (File.Exists(path))
            {
                return FormatResolver.Follow(LineInput.File(path), request);
            }
        }
        catch (LogStatsException fault) when (fault.Id is FaultId.PathNotFound or FaultId.FileOpen)
        {
            // It was moved away just now: the line itself must do.
        }

        return FormatResolver.Follow(LineInput.FromStream(new MemoryStream([.. line, (byte)'\n']), path), request);
    }

    /// <summary>The first of each reason is shown; the account at the end has them all.</summary>
    private void Refused(string path, LineReason reason, ReadOnlySpan<byte> line, long offset)
    {
        if (_told.Add((path, reason.Id)))
        {
            screen.Note($"{LineText.Show(path)}: the line at byte {offset:N0} was refused: {reason.Text}. It was: {LineText.Show(line, 120)}");
        }
    }
}
