using System.Globalization;
using LogStats.Elf.Rules;
using LogStats.Faults;

namespace LogStats.Elf.Munin;

/// <summary>
/// Writes statistics as elfstatsd does, byte for byte, in sections of a fixed order. Of a watch one and the same report
/// writes every round: methods and statuses of earlier rounds stay listed, so that graphs keep their lines.
/// </summary>
public sealed class MuninReport
{
    private readonly MuninReportOptions _options;
    private readonly UserRegex _forbidden;
    private readonly MuninMemory _memory = new();

    /// <exception cref="LogStatsException">A setting cannot be used.</exception>
    public MuninReport(MuninReportOptions options)
    {
        _options = options;
        _forbidden = UserRegex.Compile(nameof(MuninReportOptions.ForbiddenSymbols), options.ForbiddenSymbols);
        foreach (int code in options.ResponseCodes)
        {
            if (code is < 0 or > 999)
            {
                throw Fail.Value("a response code", code.ToString(CultureInfo.InvariantCulture), "a number of three digits");
            }
        }
    }

    /// <summary>Whether a report is made of these statistics: those of all requests, not those of a group.</summary>
    public static bool TellsOf(ElfSummary summary) => summary.GroupBy.Count == 0;

    /// <summary>The report of the statistics of all requests, as a file is to hold it.</summary>
    public byte[] Write(ElfSummary total)
    {
        SortedDictionary<string, MuninMethod> methods = MuninMethod.AllOf(total, _forbidden);
        SortedSet<int> codes = MuninMethod.CodesOf(total.Statuses.Keys);
        _memory.Recall(methods, codes);

        IniText text = new(_options.ZeroAsUnknown);
        Metadata(text, total);
        Records(text, total);
        text.Section("response_codes");
        Codes(text, codes, total.Statuses);
        double[] percentiles = Percentiles(total);
        foreach (MuninMethod method in methods.Values)
        {
            Method(text, method, percentiles);
        }

        Patterns(text, total.Patterns);
        return text.Bytes();
    }

    private void Metadata(IniText text, ElfSummary total)
    {
        text.Section("metadata");
        text.Key("daemon_invoked", IniText.Time(total.Round?.Ended ?? _options.Clock.GetLocalNow()));
        text.Key("daemon_version", $"v{_options.Version}");
        if (total.Round is { } round)
        {
            text.Key("daemon_worked", string.Create(CultureInfo.InvariantCulture, $"{round.Worked.TotalSeconds:0.00} sec"));
        }

        if (total.First is { } first)
        {
            text.Key("first_record", IniText.Time(first));
        }

        if (_options.Instance is { } instance)
        {
            text.Key("instance", MuninName.Value(instance));
        }

        if (total.Last is { } last)
        {
            text.Key("last_record", IniText.Time(last));
        }
    }

    private static void Records(IniText text, ElfSummary total)
    {
        long errors = (total.Lines?.Rejected ?? 0) + total.Unmatched;
        text.Section("records");
        text.Key("error", errors);
        text.Key("parsed", total.Calls);
        text.Key("skipped", total.Skipped);
        text.Key("total", errors + total.Calls + total.Skipped);
    }

    private void Method(IniText text, MuninMethod method, double[] percentiles)
    {
        text.Section(method.Section);
        text.Key("calls", method.Calls);
        text.Key("stalled_calls", method.Stalled);
        text.Key("shortest", method.Shortest);
        text.Key("longest", method.Longest);
        text.Key("average", method.Average);
        foreach (double percentile in percentiles)
        {
            text.Key(string.Create(CultureInfo.InvariantCulture, $"p{percentile}"), method.Percentile(percentile));
        }

        Codes(text, method.Codes, method.Statuses);

        // Readers take a group to end at the first underscore. Where it does not, this says so to our own.
        if (!_options.ZeroAsUnknown && method.Group.Contains('_', StringComparison.Ordinal))
        {
            text.Key("group", method.Group);
        }
    }

    private void Codes(IniText text, IEnumerable<int> seen, IReadOnlyDictionary<int, long> counts)
    {
        foreach (int code in seen.Concat(_options.ResponseCodes).Distinct().Order())
        {
            text.Key(string.Create(CultureInfo.InvariantCulture, $"rc{code}"), counts.GetValueOrDefault(code));
        }
    }

    /// <summary>Names that are one once they are keys are added together.</summary>
    private static void Patterns(IniText text, IReadOnlyList<ElfPatternCount> patterns)
    {
        text.Section("patterns");
        foreach (IGrouping<string, ElfPatternCount> same in patterns.GroupBy(pattern => MuninName.Key(pattern.Name)).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            text.Key($"{same.Key}.total", same.Sum(pattern => pattern.Total));
            text.Key($"{same.Key}.distinct", same.Sum(pattern => pattern.Distinct));
        }
    }

    private static double[] Percentiles(ElfSummary total)
        => [.. total.Percentiles.Keys.Select(name => double.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)).Distinct().Order()];
}
