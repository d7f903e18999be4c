using System.Text;
using LogStats.Elf.Matching;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Elf;

/// <summary>Finds the layout of an access log by its first lines.</summary>
internal static class ElfDetection
{
    /// <summary>A layout that reads none of so many lines is not tried on the others.</summary>
    private const int FirstTries = 20;

    private static readonly ClockRules s_anyTime = new(TimeZoneInfo.Utc, DateTimeOffset.MaxValue.AddYears(-1));

    /// <summary>Every layout that at least one line is in, the best first.</summary>
    public static IReadOnlyList<ElfFit> Find(IReadOnlyList<byte[]> lines, ElfOptions options)
    {
        List<ElfFit> fits = Find(lines, LineWrapKind.None, options);
        LineWrapKind wrap = lines.Select(line => LineWrap.Detect(line, s_anyTime)).FirstOrDefault(kind => kind != LineWrapKind.None);
        if (wrap != LineWrapKind.None)
        {
            // What a logger has put in front may look like a client and its user: whoever knows it is right.
            fits = [.. Find(lines, wrap, options).Concat(fits).OrderByDescending(fit => fit.Matched)];
        }

        if (fits.Count > 1)
        {
            ElfFit best = fits[0];
            fits[0] = best with
            {
                Rivals = [.. fits.Skip(1).Where(fit => fit.Matched == best.Matched && fit.Told == best.Told && fit.Wrap == best.Wrap
                    && fit.Layout.Compiled?.Pattern is not null && !fit.Layout.IsSameAs(best.Layout)).Select(fit => fit.Layout.Name)],
            };
        }

        return fits;
    }

    private static List<ElfFit> Find(IReadOnlyList<byte[]> lines, LineWrapKind wrap, ElfOptions options)
    {
        List<ElfFit> fits = [];
        foreach (ElfLayout layout in ElfLayouts.All(options))
        {
            if (Try(lines, layout, wrap) is { Matched: > 0 } fit)
            {
                fits.Add(fit);
            }
        }

        // The head of a W3C log says what wrote it, so that only one of the names can be right.
        string? columns = W3cName(lines);
        fits.RemoveAll(fit => columns is not null && fit.Layout.IsColumns && fit.Layout.Name != columns);

        // Sorting keeps the order of the catalogue among equals.
        return [.. fits.OrderByDescending(fit => fit.Matched).ThenByDescending(fit => fit.Told)];
    }

    private static ElfFit Try(IReadOnlyList<byte[]> lines, ElfLayout layout, LineWrapKind wrap)
    {
        ElfLineReader reader = new(layout, wrap, s_anyTime);
        (int matched, int records, int doubtful, int told, int firstMiss, string? miss) = (0, 0, 0, 0, -1, null);
        for (int index = 0; index < lines.Count && (index < FirstTries || matched > 0); index++)
        {
            LineVerdict verdict = reader.Read(lines[index], out ElfLine view);
            if (verdict.IsRecord)
            {
                matched++;
                records++;
                doubtful += view.IsDoubtful ? 1 : 0;
                told += Told(in view) - (IsOdd(in view, layout) ? 3 : 0);
            }
            else if (verdict.Reason!.IsSkip)
            {
                matched++;
            }
            else if (firstMiss < 0)
            {
                (firstMiss, miss) = (index, verdict.Reason.Text);
            }
        }

        // Directives and blanks alone are in every format; and where most lines have to be guessed at, it is another one.
        bool fits = (records > 0 || (reader.NeedsHead && W3cName(lines) is not null)) && doubtful * 2 <= records;
        return new ElfFit(layout, wrap, fits ? matched : 0, records == 0 ? 0 : (double)told / records, firstMiss, miss);
    }

    private static string? W3cName(IReadOnlyList<byte[]> lines)
    {
        string head = string.Join('\n', lines.Where(line => line is [(byte)'#', ..] or [0xEF, ..]).Select(Encoding.UTF8.GetString));
        return head.Contains("#Fields:", StringComparison.OrdinalIgnoreCase) switch
        {
            false => null,
            _ when head.Contains("HTTP API", StringComparison.Ordinal) || head.Contains("s-reason", StringComparison.Ordinal) => "httperr",
            _ when head.Contains("Internet Information", StringComparison.Ordinal) || head.Contains("sc-win32-status", StringComparison.Ordinal) => "iis",
            _ when head.Contains("Tomcat", StringComparison.Ordinal) => "tomcat-w3c",
            _ when head.Contains("x-edge-", StringComparison.Ordinal) => "cloudfront",
            _ => "w3c",
        };
    }

    /// <summary>
    /// A fraction tells that a duration is in seconds: whole milliseconds and microseconds have none. A user with a blank
    /// or a client with a quote is more often another column.
    /// </summary>
    private static bool IsOdd(in ElfLine view, ElfLayout layout)
        => view[ElfField.Client].Contains((byte)'"') || view[ElfField.User].Contains((byte)' ') || (layout.HasWholeLatency && view[ElfField.Latency].Contains((byte)'.'));

    private static int Told(in ElfLine view)
    {
        int told = (view.Ticks != 0 ? 1 : 0) + (view.Status >= 0 ? 1 : 0) + (view.Latency >= 0 ? 1 : 0) + (view.SentBytes >= 0 ? 1 : 0);
        for (int field = (int)ElfField.Client; field < view.Ranges.Length; field++)
        {
            told += view.Ranges[field].Length > 0 ? 1 : 0;
        }

        return told;
    }
}
