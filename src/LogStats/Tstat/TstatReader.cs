using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>
/// Reads flows from inputs, a block at a time: the first come before the file is read and memory does not grow with it.
/// </summary>
public sealed class TstatReader : IRecordReader
{
    private readonly TstatOptions _options;
    private readonly TstatRecordMaker _maker;
    private LineScan<TstatFormat, TstatLine, TstatRecordVisitor>? _scan;
    private TstatHeader _header = new();
    private long _lineOffset;
    private LineOrigin _origin;

    public TstatReader(TstatOptions options, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _maker = new TstatRecordMaker(options, options.TimeZone ?? (clock ?? TimeProvider.System).LocalTimeZone);
    }

    /// <summary>The account of all inputs so far, the current one included.</summary>
    public ScanCounts Counts { get; } = new();

    /// <inheritdoc/>
    public ScanCounts InputCounts { get; private set; } = new();

    /// <inheritdoc/>
    public RejectedLine? Rejected { get; set; }

    /// <inheritdoc/>
    public Action<ByteSource>? Progress { get; set; }

    /// <inheritdoc/>
    public string Remark => TstatText.Remark(_maker.Empty);

    /// <summary>Directions of rows in which nothing was sent, and which are no flows.</summary>
    public long EmptyDirections => _maker.Empty;

    /// <summary>Gives the records of one input, block by block. The list is used again for the next block.</summary>
    /// <exception cref="LogStatsException">The input has no header, or cannot be read, or not to its end; records before that were given.</exception>
    public IEnumerable<IReadOnlyList<ILogRecord>> Read(LineInput input, CancellationToken stop = default)
    {
        InputCounts = new();
        TstatHead.Check(input);
        using ByteSource source = input.Open();
        LineScan<TstatFormat, TstatLine, TstatRecordVisitor> scan = NewScan(new TstatHeader());
        InputCounts = scan.Counts;
        _maker.Begin(input.Path);
        _maker.Made.Clear(); // What is left of a reading that its caller ended early.
        try
        {
            foreach (IReadOnlyList<ILogRecord> made in RecordScan.Read(scan, source, _maker.Made, Progress, stop))
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
    /// <exception cref="LogStatsException">It is the first, and no header.</exception>
    public IReadOnlyList<ILogRecord> Line(ReadOnlySpan<byte> line)
    {
        if (_scan is null && line.IndexOfAnyExcept(" \t\r"u8) >= 0 && line[0] != '#')
        {
            throw Fail.TstatHeaderMissing("the pipeline", LineText.Show(line, 120));
        }

        _maker.Made.Clear();
        Single().Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
        return _maker.Made;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ILogRecord> Line(ReadOnlySpan<byte> line, LineOrigin origin)
    {
        _maker.Made.Clear();
        if (!origin.IsOfFile(_origin))
        {
            _origin = origin with { Front = null };
            _header = new TstatHeader();
            TstatHead.TrySeed(_header, origin.Path, origin.Offset);
            End();
            Name(origin);
        }

        Single().Line(line, origin.Offset);
        return _maker.Made;
    }

    /// <summary>The end of all inputs.</summary>
    public IReadOnlyList<ILogRecord> Finish()
    {
        _maker.Made.Clear();
        End();
        return _maker.Made;
    }

    private void End()
    {
        if (_scan is not null)
        {
            Counts.Merge(_scan.Counts);
            _scan = null;
        }
    }

    private LineScan<TstatFormat, TstatLine, TstatRecordVisitor> Single()
    {
        if (_scan is null)
        {
            _scan = NewScan(_header);
            InputCounts = _scan.Counts;
        }

        return _scan;
    }

    private void Name(LineOrigin origin)
    {
        if (origin.Offset == 0)
        {
            _maker.Begin(origin.Path);
            return;
        }

        long? first = origin.Front is null ? null : FirstRecord.Hash<TstatFormat, TstatLine>(origin.Front, NewFormat(new TstatHeader()));
        _maker.Name(origin.Path, first ?? origin.Fallback);
    }

    private TstatFormat NewFormat(TstatHeader header) => new(header, withRows: _options.Shape == TstatShape.Flow, _options.Log);

    private LineScan<TstatFormat, TstatLine, TstatRecordVisitor> NewScan(TstatHeader header)
        => new(NewFormat(header), new TstatRecordVisitor(_maker)) { Rejected = Rejected };
}
