using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using PgBouncerPart = LogStats.Scan.ScanPart<
    LogStats.PgBouncer.PgBouncerTally, LogStats.PgBouncer.PgBouncerFormat, LogStats.PgBouncer.PgBouncerLine, LogStats.PgBouncer.PgBouncerTallyVisitor>;

namespace LogStats.PgBouncer;

/// <summary>
/// Statistics of pgbouncer logs, by any groupings at once, without an object for a line. A large plain file is read as
/// ranges on all cores.
/// </summary>
public sealed class PgBouncerMeasure
{
    private readonly IReadOnlyList<PgBouncerGroup[]> _groupings;
    private readonly PgBouncerOptions _options;
    private readonly TimeProvider _clock;
    private readonly PgBouncerTally _tally;
    private readonly SourceMix _sources = new();
    private readonly InputTimes _times;
    private long _lineOffset;
    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerTallyVisitor>? _lines;

    public PgBouncerMeasure(PgBouncerOptions options, IEnumerable<IReadOnlyList<PgBouncerGroup>> groupings, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _times = new InputTimes(Counts, "pgbouncer");
        _groupings = [.. groupings.Select(by => by as PgBouncerGroup[] ?? [.. by])];
        _clock = clock ?? TimeProvider.System;
        _tally = NewTally();
    }

    /// <summary>The account of all inputs so far.</summary>
    public ScanCounts Counts { get; } = new();

    /// <summary>The account of the latest input alone.</summary>
    public ScanCounts InputCounts { get; private set; } = new();

    /// <summary>When the records of the latest input were.</summary>
    public SourceSpan InputSpan => _times.Span;

    /// <summary>How many threads may read one file; 0 for as many as there are cores.</summary>
    public int Threads { get; init; }

    public ScanProgress Progress { get; init; } = new();

    /// <summary>Smaller files are read by one thread; for tests that want ranges of a small file.</summary>
    internal long SplitFrom { get; init; } = ScanDefaults.SplitFrom;

    /// <summary>Reads one input to its end.</summary>
    /// <exception cref="LogStatsException">The input cannot be read, or not to its end; what came before was added.</exception>
    public void Add(LineInput input, CancellationToken stop = default)
    {
        InputCounts = new();
        _times.Begin(input.Path, InputCounts);
        ClockRules clock = ClockRules.For(_options.TimeZone, input.LastWrite(), _clock);
        if (FileRanges.Of(input, Threads, SplitFrom, Continuation.Is) is { } borders)
        {
            AddRanges(input, borders, clock, stop);
            return;
        }

        PgBouncerPart.RunAlone(input, () => NewPart(_tally, clock), Progress, _sources, Take, stop);
    }

    /// <summary>Adds one line that came from elsewhere, such as a string of a pipeline.</summary>
    public void Line(ReadOnlySpan<byte> line)
    {
        _lines ??= NewScan(_tally, ClockRules.For(_options.TimeZone, null, _clock));
        _sources.AddNameless();
        _lines.Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
    }

    /// <summary>Adds one record.</summary>
    public void Add(PgBouncerEvent item)
    {
        _sources.AddRecord(item.Key);
        _tally.Add(item);
    }

    /// <summary>The end of all inputs.</summary>
    public PgBouncerStatistics Finish()
    {
        if (_lines is not null)
        {
            _lines.Pause();
            Counts.Merge(_lines.Counts);
            _lines = null;
        }

        PgBouncerFilter filter = _options.Filter;
        return new PgBouncerStatistics(_tally, Counts, new MeasureFrame(
            SummaryTimes.In(_options.TimeZone ?? _clock.LocalTimeZone), (long)_options.StatsPeriod.TotalSeconds,
            _sources.Origin(_options.Question(), SummaryWindow.Of(filter.After, filter.Before), Counts.Records)));
    }

    private void AddRanges(LineInput input, long[] borders, ClockRules clock, CancellationToken stop)
    {
        PgBouncerPart[] parts = new PgBouncerPart[borders.Length - 1];
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = NewPart(NewTally(), clock);
        }

        PgBouncerPart.RunAll(parts, input, borders, Progress, stop);
        PgBouncerPart.TakeAll(parts, _sources, Take);
    }

    private PgBouncerPart NewPart(PgBouncerTally tally, ClockRules clock)
    {
        SourceName name = new();
        return new PgBouncerPart(tally, NewScan(tally, clock, name), name);
    }

    private PgBouncerTally NewTally() => new(_groupings, _options.Filter, _options.ByTime);

    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerTallyVisitor> NewScan(PgBouncerTally tally, ClockRules clock, SourceName? name = null)
        => new(new PgBouncerFormat(_options, clock), new PgBouncerTallyVisitor(tally, name));

    private void Take(PgBouncerPart part)
    {
        Counts.Merge(part.Counts);
        InputCounts.Merge(part.Counts);
        _times.Take(part.Times);
        if (part.Tally != _tally)
        {
            _tally.Merge(part.Tally);
        }
    }
}
