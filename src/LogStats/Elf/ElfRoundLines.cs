using LogStats.Elf.Counting;
using LogStats.Elf.Matching;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>Takes the lines of one round from all files, each in a format of its own, and turns later ones away.</summary>
internal sealed class ElfRoundLines(ElfWatchOptions options, IReadOnlyList<ElfWatchPath> paths, TimeProvider clock) : IFollowedLines
{
    private readonly LaterLineException _later = new();
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waitingPaths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _remarks = new(StringComparer.Ordinal);
    private ElfTally _tally = new(options.Elf, []);
    private ScanCounts _counts = new();
    private long _end;

    /// <summary>The files whose next line belongs to a later round.</summary>
    public IReadOnlySet<string> Waiting => _waitingPaths;

    /// <summary>The earliest request that waits; null where none does.</summary>
    public DateTimeOffset? Earliest => _waiting.Count == 0 ? null : new DateTimeOffset(_waiting.Values.Min(), TimeSpan.Zero);

    /// <summary>A round begins. Files that wait go on waiting until its end is known.</summary>
    public void Begin(IReadOnlyCollection<string> followed)
    {
        _tally = new ElfTally(options.Elf, []);
        _counts = new ScanCounts();
        foreach (string path in _sources.Where(source => source.Value.IsGuess || !followed.Contains(source.Key)).Select(source => source.Key).ToList())
        {
            _ = _sources.Remove(path);
        }
    }

    /// <summary>Lets those go on that wait for what is before this end.</summary>
    public void Until(DateTimeOffset end)
    {
        _end = end.UtcTicks;
        foreach (string path in _waiting.Where(waiting => waiting.Value < _end).Select(waiting => waiting.Key).ToList())
        {
            _ = _waiting.Remove(path);
            _ = _waitingPaths.Remove(path);
        }
    }

    public void Line(in FollowedLine line)
    {
        Source source = SourceOf(in line);
        LineVerdict verdict = source.Reader.Read(line.Bytes, out ElfLine view);
        if (verdict.IsRecord && view.Ticks != 0 && view.Ticks - source.Shift.Ticks >= _end)
        {
            _waiting[line.Path] = view.Ticks - source.Shift.Ticks;
            _ = _waitingPaths.Add(line.Path);
            throw _later;
        }

        _counts.Bytes += line.NextOffset - line.Offset;
        if (verdict.IsRecord)
        {
            _counts.Records++;
            _tally.Add(in view);
        }
        else
        {
            _counts.Leave(verdict.Reason!, line.Bytes, line.Offset);
        }
    }

    public ElfSummary Summary(ElfRound round, TimeZoneInfo zone)
        => new ElfStatistics(_tally, [], _counts, options.Elf, zone, Origin(round), round).Total;

    /// <summary>A log that is followed is named by what it is called: its first line may be gone.</summary>
    private SummaryOrigin Origin(ElfRound round) => SourceMix.Followed(
        string.Join('\n', paths.Select(path => Path.GetFullPath(path.Pattern)).Order(StringComparer.Ordinal)
            .Append(options.Checkpoint).Append(Environment.MachineName)),
        options.Elf.Question(), SummaryWindow.Of(round.Started, round.Ended), _counts.Records);

    private Source SourceOf(in FollowedLine line)
    {
        if (_sources.TryGetValue(line.Path, out Source? known) && known.FileId == line.FileId)
        {
            return known;
        }

        (List<byte[]> sample, DateTimeOffset? written) = Sample(line.Path);
        ElfLineReader reader = Reader(sample.Count > 0 ? sample : [line.Bytes.ToArray()], line.Path, written, out bool isGuess);
        W3cHead.TrySeed(reader, line.Path, line.Offset);
        string file = line.Path;
        TimeSpan shift = paths.FirstOrDefault(path => path.Has(file))?.Shift ?? TimeSpan.Zero;
        return _sources[line.Path] = new Source(line.FileId, reader, shift, isGuess);
    }

    /// <summary>The reader for lines like these. If they are in no format, that is said, and looked at again in the next round.</summary>
    private ElfLineReader Reader(List<byte[]> sample, string path, DateTimeOffset? written, out bool isGuess)
    {
        isGuess = false;
        try
        {
            ElfInput input = ElfInput.Of(sample, path, written, options.Elf, clock);
            Remark(input.Remark);
            return input.NewReader();
        }
        catch (LogStatsException fault) when (fault.Id == FaultId.FormatUnknown)
        {
            isGuess = true;
            Remark(fault.Message);
            return ElfInput.Of([], path, written, options.Elf, clock).NewReader();
        }
    }

    private void Remark(string? text)
    {
        if (text is not null && _remarks.Add(text))
        {
            options.Remark?.Invoke(text);
        }
    }

    private static (List<byte[]> Lines, DateTimeOffset? Written) Sample(string path)
    {
        try
        {
            LineInput input = LineInput.File(path);
            return (SampleLines.Of(input), input.LastWrite());
        }
        catch (LogStatsException)
        {
            return ([], null); // Moved away meanwhile: the line itself must do.
        }
    }

    private sealed record Source(string FileId, ElfLineReader Reader, TimeSpan Shift, bool IsGuess);
}
