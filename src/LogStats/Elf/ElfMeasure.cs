using LogStats.Elf.Counting;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using ElfPart = LogStats.Scan.ScanPart<
    LogStats.Elf.Counting.ElfTally, LogStats.Elf.ElfFormat, LogStats.Elf.ElfLine, LogStats.Elf.Counting.ElfTallyVisitor>;

namespace LogStats.Elf;

/// <summary>
/// Statistics of access logs, by request group and any other groupings at once, without an object for a line. A large
/// plain file is read as ranges on all cores. Each input may be in a format of its own.
/// </summary>
public sealed class ElfMeasure
{
    private readonly IReadOnlyList<ElfGroup[]> _groupings;
    private readonly ElfOptions _options;
    private readonly TimeProvider _clock;
    private readonly List<string> _remarks = [];
    private readonly SourceMix _sources = new();
    private readonly InputTimes _times;
    private ElfTally _tally;
    private long _lineOffset;
    private LineScan<ElfFormat, ElfLine, ElfTallyVisitor>? _lines;

    public ElfMeasure(ElfOptions options, IEnumerable<IReadOnlyList<ElfGroup>> groupings, TimeProvider? clock = null)
    {
        options.Check();
        _options = options;
        _times = new InputTimes(Counts, ElfLayouts.Kind);
        _groupings = [.. groupings.Where(by => by.Count > 0).Select(by => by as ElfGroup[] ?? [.. by])];
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

    /// <summary>What the user should know of how formats were chosen.</summary>
    public string Remark => string.Join(' ', _remarks);

    /// <summary>Smaller files are read by one thread; for tests that want ranges of a small file.</summary>
    internal long SplitFrom { get; init; } = ScanDefaults.SplitFrom;

    /// <summary>Lines do not tell where clients are, as records may.</summary>
    /// <exception cref="LogStatsException">It is grouped by that, and no geo database was given.</exception>
    public void CheckGroups()
    {
        if (_options.Clients.Locations is null
            && _groupings.SelectMany(by => by).FirstOrDefault(group => group is ElfGroup.Country or ElfGroup.City or ElfGroup.Asn) is not 0 and ElfGroup group)
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
        ElfInput layout = Layout(ElfInput.Of(input, _options, _clock));
        if (FileRanges.Of(input, Threads, SplitFrom) is { } borders)
        {
            AddRanges(input, layout, borders, stop);
            return;
        }

        ElfPart.RunAlone(input, () => NewPart(_tally, layout.NewReader()), Progress, _sources, Take, stop);
    }

    /// <summary>Adds one line that came from elsewhere. The first one shows the format of all.</summary>
    public void Line(ReadOnlySpan<byte> line)
    {
        if (_lines is null)
        {
            CheckGroups();
        }

        _lines ??= NewScan(_tally, Layout(ElfInput.Of([line.ToArray()], "the pipeline", null, _options, _clock)).NewReader());
        _sources.AddNameless();
        _lines.Line(line, _lineOffset);
        _lineOffset += line.Length + 1;
    }

    /// <summary>Adds one record.</summary>
    public void Add(ElfRecord item)
    {
        _sources.AddRecord(item.Key);
        _tally.Add(item);
    }

    /// <summary>The end of all inputs.</summary>
    public ElfStatistics Finish() => Finish(null);

    internal ElfStatistics Finish(ElfRound? round)
    {
        if (_lines is not null)
        {
            Counts.Merge(_lines.Counts);
            _lines = null;
        }

        ElfFilter filter = _options.Filter;
        return new ElfStatistics(_tally, _groupings, Counts, _options, _options.TimeZone ?? _clock.LocalTimeZone,
            _sources.Origin(_options.Question(), SummaryWindow.Of(filter.After, filter.Before), Counts.Records), round);
    }

    private void AddRanges(LineInput input, ElfInput layout, long[] borders, CancellationToken stop)
    {
        ElfPart[] parts = new ElfPart[borders.Length - 1];
        for (int index = 0; index < parts.Length; index++)
        {
            ElfLineReader reader = layout.NewReader();
            if (index > 0 && reader.NeedsHead)
            {
                W3cHead.Seed(reader, input, borders[index]);
            }

            parts[index] = NewPart(index == 0 ? _tally : NewTally(), reader);
        }

        ElfPart.RunAll(parts, input, borders, Progress, stop);
        ElfPart.TakeAll(parts, _sources, Take);
    }

    private ElfInput Layout(ElfInput input)
    {
        if (input.Remark is not null)
        {
            _remarks.Add(input.Remark);
        }

        return input;
    }

    private static ElfPart NewPart(ElfTally tally, ElfLineReader reader)
    {
        SourceName name = new();
        return new ElfPart(tally, NewScan(tally, reader, name), name);
    }

    private ElfTally NewTally() => new(_options, _groupings);

    private static LineScan<ElfFormat, ElfLine, ElfTallyVisitor> NewScan(ElfTally tally, ElfLineReader reader, SourceName? name = null)
        => new(new ElfFormat(reader), new ElfTallyVisitor(tally, name));

    private void Take(ElfPart part)
    {
        Counts.Merge(part.Counts);
        InputCounts.Merge(part.Counts);
        _times.Take(part.Times);
        if (_tally != part.Tally)
        {
            _tally.Merge(part.Tally);
        }
    }
}
