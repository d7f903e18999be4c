using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>
/// Reads requests from access logs, a block at a time: each step gives the records that a block completed, so the first
/// come before the file is read and memory does not grow with it. Each input may be in a format of its own.
/// </summary>
public sealed class ElfReader : IRecordReader
{
    private readonly ElfOptions _options;
    private readonly TimeProvider _clock;
    private readonly ElfRecordMaker _maker;
    private readonly List<string> _remarks = [];
    private LineScan<ElfFormat, ElfLine, ElfRecordVisitor>? _scan;
    private long _lineOffset;
    private ElfInput? _layout;
    private LineOrigin _origin;

    public ElfReader(ElfOptions options, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _maker = new ElfRecordMaker(options);
    }

    public ScanCounts Counts { get; } = new();

    public ScanCounts InputCounts { get; private set; } = new();

    public RejectedLine? Rejected { get; set; }

    public Action<ByteSource>? Progress { get; set; }

    public string Remark => string.Join(' ', _remarks);

    /// <summary>Gives the records of one input, block by block. The list is used again for the next block.</summary>
    /// <exception cref="LogStatsException">The input cannot be read, or not to its end; records before that were given.</exception>
    public IEnumerable<IReadOnlyList<ElfRecord>> Read(LineInput input, CancellationToken stop = default)
    {
        InputCounts = new();
        ElfInput layout = ElfInput.Of(input, _options, _clock);
        Note(layout);
        using ByteSource source = input.Open();
        LineScan<ElfFormat, ElfLine, ElfRecordVisitor> scan = NewScan(layout, input.Path);
        InputCounts = scan.Counts;
        try
        {
            foreach (IReadOnlyList<ElfRecord> made in RecordScan.Read(scan, source, _maker.Made, Progress, stop))
            {
                yield return made;
            }
        }
        finally
        {
            Counts.Merge(scan.Counts);
        }
    }

    /// <summary>Reads one line that came from elsewhere. The first one shows the format of all.</summary>
    public IReadOnlyList<ElfRecord> Line(ReadOnlySpan<byte> line)
    {
        if (_scan is null)
        {
            ElfInput layout = ElfInput.Of([line.ToArray()], "the pipeline", null, _options, _clock);
            Note(layout);
            _scan = NewScan(layout, null);
            InputCounts = _scan.Counts;
        }

        _maker.Made.Clear();
        _scan.Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
        return _maker.Made;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ElfRecord> Line(ReadOnlySpan<byte> line, LineOrigin origin)
    {
        if (_scan is null || !origin.IsOfFile(_origin))
        {
            _origin = origin;
            if (_scan is null)
            {
                ElfInput layout = ElfInput.Of([line.ToArray()], origin.Path, null, _options, _clock);
                Note(layout);
                _layout = layout;
                _scan = NewScan(layout, origin.Path, origin.Offset);
                InputCounts = _scan.Counts;
            }

            Name(origin);
        }

        _maker.Made.Clear();
        _scan.Line(line, origin.Offset);
        return _maker.Made;
    }

    public IReadOnlyList<ElfRecord> Finish()
    {
        if (_scan is not null)
        {
            Counts.Merge(_scan.Counts);
            _scan = null;
        }

        _maker.Made.Clear();
        return _maker.Made;
    }

    IEnumerable<IReadOnlyList<ILogRecord>> IRecordReader.Read(LineInput input, CancellationToken stop) => Read(input, stop);

    IReadOnlyList<ILogRecord> IRecordReader.Line(ReadOnlySpan<byte> line) => Line(line);

    IReadOnlyList<ILogRecord> IRecordReader.Line(ReadOnlySpan<byte> line, LineOrigin origin) => Line(line, origin);

    IReadOnlyList<ILogRecord> IRecordReader.Finish() => Finish();

    private void Name(LineOrigin origin)
    {
        long? first = origin.Offset == 0 || origin.Front is null ? null
            : FirstRecord.Hash<ElfFormat, ElfLine>(origin.Front, new ElfFormat(_layout!.NewReader()));
        _maker.Name(origin.Path, origin.Offset == 0 ? null : first ?? origin.Fallback);
    }

    private void Note(ElfInput input)
    {
        if (input.Remark is not null)
        {
            _remarks.Add(input.Remark);
        }
    }

    private LineScan<ElfFormat, ElfLine, ElfRecordVisitor> NewScan(ElfInput input, string? path, long from = 0)
    {
        ElfLineReader reader = input.NewReader();
        if (from > 0)
        {
            W3cHead.TrySeed(reader, path!, from);
        }

        _maker.Begin(path, reader);
        return new(new ElfFormat(reader), new ElfRecordVisitor(_maker)) { Rejected = Rejected };
    }
}
