using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Envelopes;
using LogStats.Formats;

namespace LogStats.Elf;

/// <summary>
/// The few layouts that most logs are in, known without the catalogue, because reading and compiling all of it takes as
/// long as reading a hundred thousand lines. Taken only where every line fits and nothing else could be meant; a test
/// holds them to the catalogue.
/// </summary>
internal static class UsualLayouts
{
    private const string Common = "%h %l %u %t \"%r\" %>s %b";
    private const string Combined = Common + " \"%{Referer}i\" \"%{User-agent}i\"";

    private static readonly ClockRules s_anyTime = new(TimeZoneInfo.Utc, DateTimeOffset.MaxValue.AddYears(-1));

    /// <summary>Name, pattern, and the one other layout that fits the same lines and means something else.</summary>
    internal static IReadOnlyList<(string Name, string Pattern, string? Rival)> All { get; } =
    [
        ("combined", Combined, null),
        ("common", Common, null),
        ("combined-us", Combined + " %D", "combined-ms"),
        ("common-us", Common + " %D", "common-ms"),
    ];

    /// <summary>For an input without a line yet.</summary>
    public static ElfLayout First => new(All[0].Name, ElfCompiled.Of(ApachePattern.Compile(All[0].Pattern)));

    /// <summary>Null where a closer look is needed.</summary>
    public static ElfFit? Find(IReadOnlyList<byte[]> lines, ElfOptions options)
    {
        if (lines.Count == 0 || options.LatencyUnit is not null || FormatCatalog.HasOwn)
        {
            return null;
        }

        foreach ((string name, string pattern, string? rival) in All)
        {
            ElfLayout layout = new(name, ElfCompiled.Of(ApachePattern.Compile(pattern)));
            if (FitsAll(lines, new ElfLineReader(layout, LineWrapKind.None, s_anyTime)))
            {
                return new ElfFit(layout, LineWrapKind.None, lines.Count, 1, -1, null) { Rivals = rival is null ? [] : [rival] };
            }
        }

        return null;
    }

    /// <summary>A user with a blank may be columns that this layout does not know, and a duration that is no whole number
    /// is of another.</summary>
    private static bool FitsAll(IReadOnlyList<byte[]> lines, ElfLineReader reader)
    {
        foreach (byte[] line in lines)
        {
            if (!reader.Read(line, out ElfLine view).IsRecord || view.IsDoubtful || view[ElfField.User].Contains((byte)' ')
                || view[ElfField.Latency].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
