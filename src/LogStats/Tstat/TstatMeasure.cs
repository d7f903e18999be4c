using LogStats.Faults;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using TstatPart = LogStats.Scan.ScanPart<
    LogStats.Tstat.TstatTally, LogStats.Tstat.TstatFormat, LogStats.Tstat.TstatLine, LogStats.Tstat.TstatTallyVisitor>;

namespace LogStats.Tstat;

/// <summary>
/// Statistics of tstat logs, by any groupings at once, without an object for a line. A large plain file is read as ranges on
/// all cores.
/// </summary>
public sealed class TstatMeasure
{
    private readonly IReadOnlyList<TstatGroup[]> _groupings;
    private readonly TstatOptions _options;
    private readonly TimeZoneInfo _zone;
    private readonly TstatTally _tally;
    private readonly SourceMix _sources = new();
    private readonly InputTimes _times;
    private long _lineOffset;
    private LineScan<TstatFormat, TstatLine, TstatTallyVisitor>? _lines;

    public TstatMeasure(TstatOptions options, IEnumerable<IReadOnlyList<TstatGroup>> groupings, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _times = new InputTimes(Counts, "tstat");
        _groupings = [.. groupings.Where(static by => by.Count > 0).Select(by => by as TstatGroup[] ?? [.. by])];
        _zone = options.TimeZone ?? (clock ?? TimeProvider.System).LocalTimeZone;
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

    /// <summary>What the user should know of how inputs were read; empty for nothing.</summary>
    public string Remark => TstatText.Remark(_tally.Total.Empty);

    /// <summary>Smaller files are read by one thread; for tests that want ranges of a small file.</summary>
    internal long SplitFrom { get; init; } = ScanDefaults.SplitFrom;

    /// <summary>Reads one input to its end.</summary>
    /// <exception cref="LogStatsException">The input has no header, or cannot be read, or not to its end; what came before was added.</exception>
    public void Add(LineInput input, CancellationToken stop = default)
    {
        InputCounts = new();
        _times.Begin(input.Path, InputCounts);
        TstatHead.Check(input);
        if (FileRanges.Of(input, Threads, SplitFrom) is { } borders)
        {
            AddRanges(input, borders, stop);
            return;
        }

        TstatPart.RunAlone(input, () => NewPart(_tally, new TstatHeader()), Progress, _sources, Take, stop);
    }

    /// <summary>Adds one line that came from elsewhere, such as a string of a pipeline.</summary>
    /// <exception cref="LogStatsException">It is the first, and no header.</exception>
    public void Line(ReadOnlySpan<byte> line)
    {
        if (_lines is null)
        {
            if (line.IndexOfAnyExcept(" \t\r"u8) >= 0 && line[0] != '#')
            {
                throw Fail.TstatHeaderMissing("the pipeline", LineText.Show(line, 120));
            }

            _lines = NewScan(_tally, new TstatHeader());
        }

        _sources.AddNameless();
        _lines.Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
    }

    /// <summary>Adds one record.</summary>
    public void Add(TstatFlow item)
    {
        _sources.AddRecord(item.Key);
        _tally.Add(item);
    }

    /// <summary>The end of all inputs.</summary>
    public TstatStatistics Finish()
    {
        if (_lines is not null)
        {
            Counts.Merge(_lines.Counts);
            _lines = null;
        }

        TstatFilter filter = _options.Filter;
        return new TstatStatistics(_tally, Counts, SummaryTimes.In(_zone),
            _sources.Origin(_options.Question(), SummaryWindow.Of(filter.After, filter.Before), Counts.Records));
    }

    /// <summary>
    /// Each range takes it that the file's first header holds where it begins, as it does in nearly every log. Where the range
    /// before ended with another, it is read once more with that.
    /// </summary>
    private void AddRanges(LineInput input, long[] borders, CancellationToken stop)
    {
        TstatHeader first = TstatHead.First(input);
        TstatHeader[] headers = new TstatHeader[borders.Length - 1];
        TstatPart[] parts = new TstatPart[headers.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            New(index, index == 0 ? new TstatHeader() : first);
        }

        TstatPart.RunAll(parts, input, borders, Progress, stop);
        for (int index = 1; index < parts.Length; index++)
        {
            if (!headers[index - 1].IsSame(first))
            {
                New(index, headers[index - 1]);
                TstatPart.RunAll([parts[index]], input, [borders[index], borders[index + 1]], new ScanProgress(), stop);
            }
        }

        TstatPart.TakeAll(parts, _sources, Take);

        void New(int index, TstatHeader before)
        {
            headers[index] = new TstatHeader();
            headers[index].Set(before);
            parts[index] = NewPart(NewTally(), headers[index]);
        }
    }

    private TstatPart NewPart(TstatTally tally, TstatHeader header)
    {
        SourceName name = new();
        return new TstatPart(tally, NewScan(tally, header, name), name);
    }

    private TstatTally NewTally() => new(_groupings, _options, _zone);

    private LineScan<TstatFormat, TstatLine, TstatTallyVisitor> NewScan(TstatTally tally, TstatHeader header, SourceName? name = null)
        => new(new TstatFormat(header, withRows: false, _options.Log), new TstatTallyVisitor(tally, name));

    private void Take(TstatPart part)
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
