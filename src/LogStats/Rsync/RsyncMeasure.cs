using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using RsyncPart = LogStats.Scan.ScanPart<
    LogStats.Rsync.RsyncTally, LogStats.Rsync.RsyncFormat, LogStats.Rsync.RsyncLine, LogStats.Rsync.RsyncTallyVisitor>;

namespace LogStats.Rsync;

/// <summary>
/// Statistics of rsync logs, by any groupings at once, without an object for a line. A large plain file is read as
/// ranges on all cores. Inputs are one log: a session may run on from one into the next, so name the oldest first.
/// </summary>
public sealed class RsyncMeasure
{
    private readonly IReadOnlyList<RsyncGroup[]> _groupings;
    private readonly RsyncOptions _options;
    private readonly TimeProvider _clock;
    private readonly SourceMix _sources = new();
    private readonly InputTimes _times;
    private RsyncTally? _tally;
    private long _lineOffset;
    private LineScan<RsyncFormat, RsyncLine, RsyncTallyVisitor>? _lines;

    public RsyncMeasure(RsyncOptions options, IEnumerable<IReadOnlyList<RsyncGroup>> groupings, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _times = new InputTimes(Counts, "rsync");
        _groupings = [.. groupings.Select(by => by as RsyncGroup[] ?? [.. by])];
        _clock = clock ?? TimeProvider.System;
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

    /// <summary>Lines do not tell where clients are, as records may.</summary>
    /// <exception cref="LogStatsException">It is grouped by that, and no geo database was given.</exception>
    public void CheckGroups()
    {
        if (_options.Clients.Locations is null
            && _groupings.SelectMany(by => by).FirstOrDefault(group => group is RsyncGroup.Country or RsyncGroup.City or RsyncGroup.Asn) is not 0 and RsyncGroup group)
        {
            throw Fail.GeoDatabaseMissing(group.ToString());
        }
    }

    /// <summary>Reads one input to its end.</summary>
    /// <exception cref="LogStatsException">The input cannot be read, or not to its end; what came before was added.</exception>
    public void Add(LineInput input, CancellationToken stop = default)
    {
        CheckGroups();
        InputCounts = new();
        _times.Begin(input.Path, InputCounts);
        ClockRules clock = ClockRules.For(_options.TimeZone, input.LastWrite(), _clock);
        if (FileRanges.Of(input, Threads, SplitFrom) is { } borders && FilesStandAlone(input, clock))
        {
            AddRanges(input, borders, clock, stop);
            return;
        }

        RsyncPart.RunAlone(input, () => NewPart(TallyFor(clock), clock), Progress, _sources, Take, stop);
    }

    /// <summary>Adds one line that came from elsewhere, such as a string of a pipeline.</summary>
    public void Line(ReadOnlySpan<byte> line)
    {
        if (_lines is null)
        {
            CheckGroups();
        }

        ClockRules clock = ClockRules.For(_options.TimeZone, null, _clock);
        _tally ??= NewTally(clock);
        _lines ??= NewScan(_tally, clock);
        _sources.AddNameless();
        _lines.Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
    }

    /// <summary>Adds one record.</summary>
    public void Add(RsyncEvent item)
    {
        _sources.AddRecord(item.Key);
        (_tally ??= NewTally(ClockRules.For(_options.TimeZone, null, _clock))).Add(item);
    }

    /// <summary>The end of all inputs.</summary>
    public RsyncStatistics Finish()
    {
        if (_lines is not null)
        {
            Counts.Merge(_lines.Counts);
            _lines = null;
        }

        _tally ??= NewTally(ClockRules.For(_options.TimeZone, null, _clock));
        _tally.Finish();
        RsyncFilter filter = _options.Filter;
        return new RsyncStatistics(_tally, Counts, _options.TimeZone ?? _clock.LocalTimeZone,
            _sources.Origin(_options.Question(), SummaryWindow.Of(filter.After, filter.Before), Counts.Records));
    }

    /// <summary>
    /// A range may begin within a session. That is no harm where each per-file line says whose it is; where it does
    /// not, only one pass knows. The first lines tell which log it is.
    /// </summary>
    private bool FilesStandAlone(LineInput input, ClockRules clock)
    {
        RsyncFormat format = new(_options, clock);
        ReadOnlySpan<byte> head = input.Peek(ScanDefaults.BlockSize);
        int end;
        while ((end = head.IndexOf((byte)'\n')) >= 0)
        {
            if (format.ReadOne(head[..end], out RsyncLine view).IsRecord && view is { Kind: RsyncLineKind.File, StandsAlone: false })
            {
                return false;
            }

            head = head[(end + 1)..];
        }

        return true;
    }

    private void AddRanges(LineInput input, long[] borders, ClockRules clock, CancellationToken stop)
    {
        RsyncPart[] parts = new RsyncPart[borders.Length - 1];
        for (int index = 0; index < parts.Length; index++)
        {
            RsyncTally tally = NewTally(clock);
            if (_tally is not null || index > 0)
            {
                tally.BeginInTheMiddle();
            }

            parts[index] = NewPart(tally, clock);
        }

        RsyncPart.RunAll(parts, input, borders, Progress, stop);
        RsyncPart.TakeAll(parts, _sources, Take);
    }

    /// <summary>The tally that one input after the other is added to.</summary>
    private RsyncTally TallyFor(ClockRules clock)
    {
        _tally ??= NewTally(clock);
        _tally.FlushRuns();
        return _tally;
    }

    private RsyncPart NewPart(RsyncTally tally, ClockRules clock)
    {
        SourceName name = new();
        return new RsyncPart(tally, NewScan(tally, clock, name), name);
    }

    private RsyncTally NewTally(ClockRules clock) => new(_groupings, _options, clock);

    private LineScan<RsyncFormat, RsyncLine, RsyncTallyVisitor> NewScan(RsyncTally tally, ClockRules clock, SourceName? name = null)
        => new(new RsyncFormat(_options, clock, tally.Guess), new RsyncTallyVisitor(tally, name));

    private void Take(RsyncPart part)
    {
        Counts.Merge(part.Counts);
        InputCounts.Merge(part.Counts);
        _times.Take(part.Times);
        if (_tally is null)
        {
            _tally = part.Tally;
        }
        else if (_tally != part.Tally)
        {
            _tally.Merge(part.Tally);
        }

        _tally.FlushRuns();
    }
}
