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
        List<(FormatFit Fit, LogKind Kind)> fits =
            [.. LogKinds.All.SelectMany(kind => kind.NewProbe().Fits(lines).Select(fit => (fit, kind))).OrderByDescending(found => found.fit.Matched)];
        return [.. fits.Select((found, place) => Match(input.Path, found.Kind, found.Fit, lines, place == 0 ? fits.Skip(1).FirstOrDefault().Fit : null))];
    }

    /// <summary>The family of an input: as named, else as found.</summary>
    /// <param name="input">The input.</param>
    /// <param name="format">The name of a format; null to have it found.</param>
    /// <param name="formatText">The server's own description of its lines, where one was given.</param>
    /// <exception cref="LogStatsException">There is no format of that name. Whether one fits is for the family to say.</exception>
    public static (LogKind Kind, LogFormat? Format) KindOf(LineInput input, string? format, string? formatText = null)
    {
        if (format is not null)
        {
            LogFormat named = FormatCatalog.Find(format);
            return (LogKinds.Find(named.Kind), named);
        }

        List<byte[]> lines = SampleLines.Of(input);
        if (lines.Count == 0)
        {
            return (LogKinds.All[0], null);
        }

        // The last family is asked only where the others do not know every line: it has the most formats to try, and
        // it tries them itself when it reads.
        (LogKind Kind, int Matched) best = (LogKinds.All[^1], 0);
        foreach (LogKind kind in LogKinds.All.SkipLast(1))
        {
            int matched = kind.NewProbe().Fits(lines) is [FormatFit first, ..] ? first.Matched : 0;
            best = matched > best.Matched ? (kind, matched) : best;
        }

        if (best.Matched == 0 || best.Matched == lines.Count)
        {
            return (best.Kind, null);
        }

        return LogKinds.All[^1].NewProbe().Fits(lines) is [FormatFit last, ..] && last.Matched > best.Matched
            ? (LogKinds.All[^1], null)
            : (best.Kind, null);
    }

    /// <summary>The fault to raise where no format fits; null for an input without a line yet, which any format fits.</summary>
    public static LogStatsException? Unknown(LineInput input)
        => SampleLines.Of(input) is { Count: > 0 } lines ? ElfInput.Unknown(input.Path, lines) : null;

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

    private static LogFormatMatch Match(string path, LogKind kind, FormatFit fit, List<byte[]> lines, FormatFit? next) => new()
    {
        Path = path,
        Kind = kind.Name,
        Name = fit.Name,
        Score = (double)fit.Matched / lines.Count,
        Matched = fit.Matched,
        Missed = lines.Count - fit.Matched,
        FirstMiss = fit.FirstMiss < 0 ? null : LineText.Show(lines[fit.FirstMiss]),
        Reason = Reason(fit, lines.Count, next),
    };

    private static string Reason(FormatFit fit, int lines, FormatFit? next)
    {
        string fits = fit.Matched == lines ? $"all of the first {lines} lines fit" : $"{fit.Matched} of the first {lines} lines fit";
        string miss = fit.Miss is null ? "" : $"; of the first that does not, {fit.Miss}";
        string second = next is null ? "" : $"; next best is {next.Name} with {(next.Matched == fit.Matched ? "as many" : $"{next.Matched}")}";
        return fits + miss + second + (fit.Note is null ? "" : $"; {fit.Note}");
    }
}
