using LogStats.Elf.Matching;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Scan;

namespace LogStats.Elf;

/// <summary>An input with the layout of its lines: the given one, or the one that fits its first lines best.</summary>
internal sealed class ElfInput
{
    private readonly ElfLayout _layout;
    private readonly LineWrapKind _wrap;
    private readonly ClockRules _rules;

    private ElfInput(ElfLayout layout, LineWrapKind wrap, ClockRules rules) => (_layout, _wrap, _rules) = (layout, wrap, rules);

    /// <summary>What the user should know of how the layout was chosen; null for nothing.</summary>
    public string? Remark { get; private init; }

    /// <exception cref="LogStatsException">It cannot be read, or fits no format.</exception>
    public static ElfInput Of(LineInput input, ElfOptions options, TimeProvider clock)
        => Of(SampleLines.Of(input), input.Path, input.LastWrite(), options, clock);

    /// <summary>The same of lines that came from elsewhere.</summary>
    public static ElfInput Of(
        IReadOnlyList<byte[]> lines, string name, DateTimeOffset? lastWrite, ElfOptions options, TimeProvider clock)
    {
        ClockRules rules = ClockRules.For(options.TimeZone, lastWrite, clock);
        if (ElfLayouts.Given(options) is ElfLayout given)
        {
            return new ElfInput(given, WrapOf(lines, given, rules), rules);
        }

        IReadOnlyList<ElfFit> fits = lines.Count == 0 ? []
            : UsualLayouts.Find(lines, options) is ElfFit usual ? [usual] : ElfDetection.Find(lines, options);
        if (fits.Count == 0)
        {
            return lines.Count == 0 ? new ElfInput(UsualLayouts.First, LineWrapKind.None, rules)
                : throw Unknown(name, lines);
        }

        ElfFit best = fits[0];
        return new ElfInput(best.Layout, best.Wrap, rules) { Remark = RemarkOf(name, best) };
    }

    /// <summary>Says which layout came closest to the first line, and where that line leaves it.</summary>
    public static LogStatsException Unknown(string name, IReadOnlyList<byte[]> lines)
    {
        (string? closest, double share) = (null, 0);
        foreach (ElfLayout layout in ElfLayouts.All(new ElfOptions()).Where(layout => layout.Compiled?.Pattern is { IsColumns: false }))
        {
            PatternMatcher matcher = new(layout.Compiled!.Pattern!, ClockRules.For(TimeZoneInfo.Utc, null, TimeProvider.System));
            ElfLine view = default;
            if (matcher.Match(lines[0], ref view).Reason is LineReason reason && matcher.ShareRead(reason) is double read && read > share)
            {
                (closest, share) = ($"{layout.Name}, but {reason.Text}", read);
            }
        }

        return Fail.FormatUnknown(name, LineText.Show(lines[0], 120), closest);
    }

    public ElfLineReader NewReader() => new(_layout, _wrap, _rules);

    /// <summary>What a logger has put in front may look like a client: where both can be read, whoever knows it is right.</summary>
    private static LineWrapKind WrapOf(IReadOnlyList<byte[]> lines, ElfLayout layout, ClockRules rules)
    {
        LineWrapKind wrap = lines.Select(line => LineWrap.Detect(line, rules)).FirstOrDefault(kind => kind != LineWrapKind.None);
        return Records(wrap) >= Records(LineWrapKind.None) ? wrap : LineWrapKind.None;

        int Records(LineWrapKind kind)
        {
            ElfLineReader reader = new(layout, kind, rules);
            return lines.Count(line => reader.Read(line, out _).IsRecord);
        }
    }

    private static string? RemarkOf(string name, ElfFit best)
        => best.Rivals.Count > 0 ? Ambiguous(name, best)
            : best.Layout.Name.EndsWith("-more", StringComparison.Ordinal)
                ? $"'{name}' has columns behind those of {best.Layout.Name[..^5]} that nobody described, so they are not read. "
                    + "Give the server's own log format: -LogFormat, --log-format."
            : null;

    private static string Ambiguous(string name, ElfFit best)
        => $"'{name}' was read as {best.Layout.Name}; {string.Join(" and ", best.Rivals)} would fit as well and mean something else. "
            + $"Name the right one: -Format {best.Rivals[0]} (--format {best.Rivals[0]}).";
}
