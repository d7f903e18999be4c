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
    private long _lineOffset;
    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerTallyVisitor>? _lines;

    public PgBouncerMeasure(PgBouncerOptions options, IEnumerable<IReadOnlyList<PgBouncerGroup>> groupings, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _groupings = [.. groupings.Select(by => by as PgBouncerGroup[] ?? [.. by])];
        _clock = clock ?? TimeProvider.System;
        _tally = NewTally();
    }

    /// <summary>The account of all inputs so far.</summary>
    public ScanCounts Counts { get; } = new();

    /// <summary>The account of the latest input alone.</summary>
    public ScanCounts InputCounts { get; private set; } = new();

    /// <summary>When the records of the latest input were.</summary>
    public SourceSpan InputSpan { get; private set; }

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
        ClockRules clock = ClockRules.For(_options.TimeZone, input.LastWrite(), _clock);
        int threads = Threads > 0 ? Threads : Environment.ProcessorCount;
        long? length = threads == 1 ? null : input.PlainLength();
        if (length >= SplitFrom)
        {
            AddRanges(input, FileRanges.Borders(input, length.Value, threads, Continuation.Is), clock, stop);
            return;
        }

        using ByteSource source = input.Open();
        SourceName name = new();
        PgBouncerPart part = new(_tally, NewScan(_tally, clock, name));
        try
        {
            part.Run(source, Progress, stop);
        }
        finally
        {
            _sources.AddInput(name);
            InputSpan = SourceTimes.Of(name.Times);
            Take(part);
            Counts.Inputs.Add(new ScanInput(input.Path, "pgbouncer", InputCounts, InputSpan));
        }
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
        SourceName[] names = [.. parts.Select(static _ => new SourceName())];
        for (int index = 0; index < parts.Length; index++)
        {
            PgBouncerTally tally = NewTally();
            parts[index] = new PgBouncerPart(tally, NewScan(tally, clock, names[index]));
        }

        PgBouncerPart.RunAll(parts, input, borders, Progress, stop);
        _sources.AddInput(names);
        InputSpan = SourceTimes.Of(names.Select(static name => name.Times));
        foreach (PgBouncerPart part in parts)
        {
            Take(part);
        }

        Counts.Inputs.Add(new ScanInput(input.Path, "pgbouncer", InputCounts, InputSpan));
        foreach (PgBouncerPart part in parts)
        {
            part.ThrowFault();
        }
    }

    private PgBouncerTally NewTally() => new(_groupings, _options.Filter, _options.ByTime);

    private LineScan<PgBouncerFormat, PgBouncerLine, PgBouncerTallyVisitor> NewScan(PgBouncerTally tally, ClockRules clock, SourceName? name = null)
        => new(new PgBouncerFormat(_options, clock), new PgBouncerTallyVisitor(tally, name));

    private void Take(PgBouncerPart part)
    {
        Counts.Merge(part.Counts);
        InputCounts.Merge(part.Counts);
        if (part.Tally != _tally)
        {
            _tally.Merge(part.Tally);
        }
    }
}
