using System.Globalization;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>
/// Reads records from inputs, a block at a time: the first come before the file is read and memory does not grow with it.
/// A line that comes singly is kept until the next one shows that it does not go on.
/// </summary>
public sealed class PgBouncerReader : IRecordReader
{
    /// <summary>What begins a state that this reader has written.</summary>
    private const string StateForm = "line1";

    private readonly PgBouncerOptions _options;
    private readonly TimeProvider _clock;
    private readonly PgBouncerEventMaker _maker;
    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerEventVisitor>? _scan;
    private long _lineOffset;
    private LineOrigin _origin;

    public PgBouncerReader(PgBouncerOptions options, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _maker = new PgBouncerEventMaker(options);
    }

    /// <summary>The account of all inputs so far, the current one included.</summary>
    public ScanCounts Counts { get; } = new();

    /// <inheritdoc/>
    public ScanCounts InputCounts { get; private set; } = new();

    /// <inheritdoc/>
    public RejectedLine? Rejected { get; set; }

    /// <inheritdoc/>
    public string Remark => "";

    /// <summary>None: pgbouncer writes all lines of a message at once.</summary>
    public TimeSpan Patience => TimeSpan.Zero;

    /// <inheritdoc/>
    public string? State => _scan?.Waiting is (long offset, byte[] line)
        ? string.Create(CultureInfo.InvariantCulture, $"{StateForm} {_maker.Source} {offset} {Convert.ToBase64String(line)} {_origin.FileId}") : null;

    /// <summary>Told after each block: what was consumed, and of how much, where that is known.</summary>
    public Action<ByteSource>? Progress { get; set; }

    /// <summary>Gives the records of one input, block by block. The list is used again for the next block.</summary>
    /// <exception cref="LogStatsException">The input cannot be read, or not to its end; records before that were given.</exception>
    public IEnumerable<IReadOnlyList<PgBouncerEvent>> Read(LineInput input, CancellationToken stop = default)
    {
        InputCounts = new();
        using ByteSource source = input.Open();
        LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerEventVisitor> scan = NewScan(input.LastWrite());
        InputCounts = scan.Counts;
        _maker.Begin(input.Path);
        try
        {
            foreach (IReadOnlyList<PgBouncerEvent> made in RecordScan.Read(scan, source, _maker.Made, Progress, stop))
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
    public IReadOnlyList<PgBouncerEvent> Line(ReadOnlySpan<byte> line)
    {
        _maker.Made.Clear();
        Single().Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
        return _maker.Made;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PgBouncerEvent> Line(ReadOnlySpan<byte> line, LineOrigin origin)
    {
        _maker.Made.Clear();
        if (!origin.IsOfFile(_origin))
        {
            Single().Pause();
            _origin = origin with { Front = null };
            Name(origin);
        }

        Single().Line(line, origin.Offset);
        return _maker.Made;
    }

    /// <inheritdoc/>
    public void Restore(string state, string path)
    {
        string[] parts = state.Split(' ', 5);
        byte[] line = new byte[state.Length];
        if (parts.Length != 5 || parts[0] != StateForm
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            || !Convert.TryFromBase64String(parts[3], line, out int length))
        {
            throw Fail.CheckpointCorrupt(path, "what was saved of the last line cannot be read",
                "Forget that checkpoint and say where to begin: --from beginning reads all of the log, and stores nothing twice.", null);
        }

        _origin = new LineOrigin(path, parts[4], offset);
        if (long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long source))
        {
            _maker.Name(path, source);
        }
        else
        {
            _maker.Begin(path);
        }

        Single().Wait(line.AsSpan(0, length), offset);
    }

    /// <inheritdoc/>
    public IReadOnlyList<PgBouncerEvent> Quiet()
    {
        _maker.Made.Clear();
        _scan?.Pause();
        return _maker.Made;
    }

    /// <summary>The end of all inputs: gives the line that waited for the next one.</summary>
    public IReadOnlyList<PgBouncerEvent> Finish()
    {
        Quiet();
        if (_scan is not null)
        {
            Counts.Merge(_scan.Counts);
            _scan = null;
        }

        return _maker.Made;
    }

    IEnumerable<IReadOnlyList<ILogRecord>> IRecordReader.Read(LineInput input, CancellationToken stop) => Read(input, stop);

    IReadOnlyList<ILogRecord> IRecordReader.Finish() => Finish();

    IReadOnlyList<ILogRecord> IRecordReader.Quiet() => Quiet();

    IReadOnlyList<ILogRecord> IRecordReader.Line(ReadOnlySpan<byte> line) => Line(line);

    IReadOnlyList<ILogRecord> IRecordReader.Line(ReadOnlySpan<byte> line, LineOrigin origin) => Line(line, origin);

    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerEventVisitor> Single()
    {
        if (_scan is null)
        {
            _scan = NewScan(null);
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

        long? first = origin.Front is null ? null : FirstRecord.Hash<PgBouncerFormat, PgBouncerLine>(origin.Front, NewFormat(null));
        _maker.Name(origin.Path, first ?? origin.Fallback);
    }

    private PgBouncerFormat NewFormat(DateTimeOffset? lastWrite) => new(_options, ClockRules.For(_options.TimeZone, lastWrite, _clock));

    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerEventVisitor> NewScan(DateTimeOffset? lastWrite)
        => new(NewFormat(lastWrite), new PgBouncerEventVisitor(_maker))
        {
            Rejected = Rejected,
        };
}
