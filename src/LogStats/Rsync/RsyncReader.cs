using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>
/// Reads records from inputs, a block at a time: each step gives the records that a block completed, so the first come
/// before the file is read and memory does not grow with it. Sessions may run on from one input into the next, as they
/// do where a log was rotated; name the inputs oldest first.
/// </summary>
public sealed class RsyncReader : IRecordReader
{
    private readonly RsyncOptions _options;
    private readonly TimeProvider _clock;
    private readonly RsyncEventMaker _maker;
    private readonly TransferGuess _guess = new();
    private LineScan<RsyncFormat, RsyncLine, RsyncEventVisitor>? _scan;
    private long _lineOffset;
    private LineOrigin _origin;

    public RsyncReader(RsyncOptions options, TimeProvider? clock = null)
    {
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _maker = new RsyncEventMaker(options);
        options.Check();
    }

    /// <summary>The account of all inputs so far, the current one included.</summary>
    public ScanCounts Counts { get; } = new();

    /// <inheritdoc/>
    public ScanCounts InputCounts { get; private set; } = new();

    /// <inheritdoc/>
    public RejectedLine? Rejected { get; set; }

    /// <summary>Sessions without an end so far.</summary>
    public int OpenSessions => _maker.Open;

    /// <inheritdoc/>
    public string Remark { get; private set; } = "";

    /// <summary>Told after each block: what was consumed, and of how much, where that is known.</summary>
    public Action<ByteSource>? Progress { get; set; }

    /// <summary>Gives the records of one input, block by block. The list is used again for the next block.</summary>
    /// <exception cref="LogStatsException">The input cannot be read, or not to its end; records before that were given.</exception>
    public IEnumerable<IReadOnlyList<RsyncEvent>> Read(LineInput input, CancellationToken stop = default)
    {
        InputCounts = new();
        using ByteSource source = input.Open();
        LineScan<RsyncFormat, RsyncLine, RsyncEventVisitor> scan = NewScan(input.LastWrite());
        InputCounts = scan.Counts;
        _maker.Begin(input.Path);
        try
        {
            foreach (IReadOnlyList<RsyncEvent> made in RecordScan.Read(scan, source, _maker.Made, Progress, stop))
            {
                yield return made;
            }
        }
        finally
        {
            Counts.Merge(scan.Counts);
        }
    }

    /// <summary>Reads one line that came from elsewhere, such as a string of a pipeline.</summary>
    public IReadOnlyList<RsyncEvent> Line(ReadOnlySpan<byte> line)
    {
        if (_scan is null)
        {
            _scan = NewScan(null);
            InputCounts = _scan.Counts;
        }

        _maker.Made.Clear();
        _scan.Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
        return _maker.Made;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RsyncEvent> Line(ReadOnlySpan<byte> line, LineOrigin origin)
    {
        if (_scan is null || !origin.IsOfFile(_origin))
        {
            _origin = origin;
            if (_scan is null)
            {
                _scan = NewScan(null);
                InputCounts = _scan.Counts;
            }

            Name(origin);
        }

        _maker.Made.Clear();
        _scan.Line(line, origin.Offset);
        return _maker.Made;
    }

    /// <summary>The end of all inputs: gives what was still open.</summary>
    public IReadOnlyList<RsyncEvent> Finish()
    {
        if (_scan is not null)
        {
            Counts.Merge(_scan.Counts);
            _scan = null;
        }

        _maker.Made.Clear();
        int open = OpenSessions;
        Remark = open == 0 ? "" : $"{open:N0} session{(open == 1 ? "" : "s")} had no end yet where the log ends";
        _maker.Finish();
        return _maker.Made;
    }

    IEnumerable<IReadOnlyList<ILogRecord>> IRecordReader.Read(LineInput input, CancellationToken stop) => Read(input, stop);

    IReadOnlyList<ILogRecord> IRecordReader.Finish() => Finish();

    IReadOnlyList<ILogRecord> IRecordReader.Line(ReadOnlySpan<byte> line) => Line(line);

    IReadOnlyList<ILogRecord> IRecordReader.Line(ReadOnlySpan<byte> line, LineOrigin origin) => Line(line, origin);

    /// <inheritdoc/>
    public string? State => _maker.State(_guess);

    /// <inheritdoc/>
    public void Restore(string state, string path)
    {
        try
        {
            _maker.Restore(state, _guess);
        }
        catch (FormatException error)
        {
            throw Fail.CheckpointCorrupt(path, "what was saved of open sessions cannot be read",
                "Forget that checkpoint and say where to begin: --from beginning reads all of the log, and stores nothing twice.", error);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ILogRecord> Quiet()
    {
        _maker.Made.Clear();
        _maker.Quiet();
        return _maker.Made;
    }

    private void Name(LineOrigin origin)
    {
        if (origin.Offset == 0)
        {
            _maker.Begin(origin.Path);
            return;
        }

        long? first = origin.Front is null ? null : FirstRecord.Hash<RsyncFormat, RsyncLine>(origin.Front, NewFormat(null, new TransferGuess()));
        _maker.Name(origin.Path, first ?? origin.Fallback);
    }

    private RsyncFormat NewFormat(DateTimeOffset? lastWrite, TransferGuess guess)
        => new(_options, ClockRules.For(_options.TimeZone, lastWrite, _clock), guess);

    private LineScan<RsyncFormat, RsyncLine, RsyncEventVisitor> NewScan(DateTimeOffset? lastWrite)
        => new(NewFormat(lastWrite, _guess), new RsyncEventVisitor(_maker)) { Rejected = Rejected };
}
