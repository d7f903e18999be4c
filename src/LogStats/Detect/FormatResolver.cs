using LogStats.Elf;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;

namespace LogStats.Detect;

/// <summary>Finds the format of an input by its first lines, and can say why.</summary>
public static class FormatResolver
{
    /// <summary>How many lines are looked at where nobody says.</summary>
    public const int DefaultSample = SampleLines.Usual;

    /// <summary>Every format that at least one line is in, the best first.</summary>
    public static IReadOnlyList<LogFormatMatch> Resolve(LineInput input, int sample = DefaultSample)
    {
        List<byte[]> lines = SampleLines.Of(input, sample);
        List<LogFormatMatch> matches = [.. LogKinds.All.SelectMany(kind => Score(input.Path, kind, lines))];
        return [.. matches.OrderByDescending(match => match.Score)];
    }

    /// <summary>The family of an input: as named, else as found.</summary>
    /// <exception cref="LogStatsException">No format of that name, or none that fits.</exception>
    public static (LogKind Kind, LogFormat? Format) KindOf(LineInput input, string? format, string? formatText = null)
    {
        if (format is not null)
        {
            LogFormat named = FormatCatalog.Find(format);
            return (LogKinds.Find(named.Kind), named);
        }

        IReadOnlyList<LogFormatMatch> matches = Resolve(input);
        if (matches.Count > 0)
        {
            return (LogKinds.Find(matches[0].Kind), null);
        }

        if (formatText is not null)
        {
            return (LogKinds.Find(ElfLayouts.Kind), null); // A description of lines that nothing known fits.
        }

        List<byte[]> lines = SampleLines.Of(input, 1);
        return lines.Count == 0
            ? (LogKinds.All[0], null)
            : throw Fail.FormatUnknown(input.Path, LineText.Show(lines[0], 120));
    }

    /// <summary>The family and the format of a file that is followed: it is chosen once, by the lines that are there.</summary>
    /// <exception cref="LogStatsException">None fits.</exception>
    public static (LogKind Kind, LogFormat? Format) Follow(LineInput input, ReadRequest request)
    {
        if (request.Format is not null)
        {
            return (LogKinds.Find(request.Format.Kind), request.Format);
        }

        if (Resolve(input) is [LogFormatMatch best, ..])
        {
            LogKind kind = LogKinds.Find(best.Kind);
            return (kind, kind.ReadsAnyFormat || request.FormatText is not null ? null : FormatCatalog.Find(best.Name));
        }

        return KindOf(input, null, request.FormatText);
    }

    /// <summary>The fault to raise after an input of which not one line could be read; null where all is well.</summary>
    public static LogStatsException? NothingRead(string path, ScanCounts counts, string? format)
    {
        ReasonCount? first = counts.Reasons.FirstOrDefault(reason => !reason.Reason.IsSkip);
        return counts.Records > 0 || first is null ? null
            : format is not null ? Fail.FormatMismatch(path, format, first.Reason.Text, first.FirstText)
            : Fail.FormatUnknown(path, first.FirstText);
    }

    private static IEnumerable<LogFormatMatch> Score(string path, LogKind kind, List<byte[]> lines)
        => kind.NewProbe().Fits(lines).Select(fit => new LogFormatMatch
        {
            Path = path,
            Kind = kind.Name,
            Name = fit.Name,
            Score = (double)fit.Matched / lines.Count,
            Matched = fit.Matched,
            Missed = lines.Count - fit.Matched,
            FirstMiss = fit.FirstMiss < 0 ? null : LineText.Show(lines[fit.FirstMiss]),
            Reason = Reason(fit, lines.Count),
        });

    private static string Reason(FormatFit fit, int lines)
    {
        string fits = fit.Matched == lines ? $"all of the first {lines} lines fit" : $"{fit.Matched} of the first {lines} lines fit";
        string miss = fit.Miss is null ? "" : $"; of the first that does not, {fit.Miss}";
        return fits + miss + (fit.Note is null ? "" : $"; {fit.Note}");
    }
}
