using System.Text;

namespace LogStats.Envelopes;

/// <summary>
/// Offsets of the zones that a C library names beside a time: <c>UTC</c>, <c>CEST</c>, <c>IST</c>, <c>-03</c>, <c>+0530</c>.
/// Some names mean several zones; then the one is taken that the log's own zone has at that time, if it has one of them.
/// </summary>
internal static class ZoneNames
{
    private const int Hour = 60;

    /// <summary>By name: the offsets in minutes that it can mean, the most usual first.</summary>
    private static readonly Dictionary<string, int[]> s_names = new(StringComparer.Ordinal)
    {
        ["UTC"] = [0], ["GMT"] = [0], ["UCT"] = [0], ["Z"] = [0], ["WET"] = [0], ["WEST"] = [Hour],
        ["CET"] = [Hour], ["MEZ"] = [Hour], ["CEST"] = [2 * Hour], ["MESZ"] = [2 * Hour], ["EET"] = [2 * Hour], ["EEST"] = [3 * Hour],
        ["MSK"] = [3 * Hour], ["BST"] = [Hour, 6 * Hour], ["IST"] = [330, 2 * Hour, Hour], ["IDT"] = [3 * Hour], ["TRT"] = [3 * Hour],
        ["EST"] = [-5 * Hour], ["EDT"] = [-4 * Hour], ["CST"] = [-6 * Hour, 8 * Hour, -5 * Hour], ["CDT"] = [-5 * Hour, -4 * Hour],
        ["MST"] = [-7 * Hour], ["MDT"] = [-6 * Hour], ["PST"] = [-8 * Hour, 8 * Hour], ["PDT"] = [-7 * Hour],
        ["AKST"] = [-9 * Hour], ["AKDT"] = [-8 * Hour], ["HST"] = [-10 * Hour], ["AST"] = [-4 * Hour, 3 * Hour], ["ADT"] = [-3 * Hour],
        ["NST"] = [-210], ["NDT"] = [-150], ["JST"] = [9 * Hour], ["KST"] = [9 * Hour], ["HKT"] = [8 * Hour], ["SGT"] = [8 * Hour],
        ["PKT"] = [5 * Hour], ["WIB"] = [7 * Hour], ["WITA"] = [8 * Hour], ["WIT"] = [9 * Hour], ["SAST"] = [2 * Hour],
        ["CAT"] = [2 * Hour], ["EAT"] = [3 * Hour], ["WAT"] = [Hour], ["AWST"] = [8 * Hour], ["ACST"] = [570], ["ACDT"] = [630],
        ["AEST"] = [10 * Hour], ["AEDT"] = [11 * Hour], ["NZST"] = [12 * Hour], ["NZDT"] = [13 * Hour], ["ChST"] = [10 * Hour],
    };

    /// <summary>The offset in minutes; of a name that nobody knows, what the log's own zone has at that time.</summary>
    public static short Offset(ReadOnlySpan<byte> name, DateTime local, TimeZoneInfo zone)
    {
        if (Numeric(name, out short offset))
        {
            return offset;
        }

        int own = (int)zone.GetUtcOffset(local).TotalMinutes;
        if (!s_names.TryGetValue(Encoding.ASCII.GetString(name), out int[]? known))
        {
            return (short)own;
        }

        // Of the hour that comes twice, the name tells which.
        int[] owns = zone.IsAmbiguousTime(local)
            ? [.. zone.GetAmbiguousTimeOffsets(local).Select(span => (int)span.TotalMinutes)]
            : [own];
        foreach (int candidate in known)
        {
            if (owns.Contains(candidate))
            {
                return (short)candidate;
            }
        }

        return (short)known[0];
    }

    /// <summary>Letters, or a sign and digits: what can be such a name.</summary>
    public static bool IsName(ReadOnlySpan<byte> word)
        => word.Length is > 0 and <= 8 && (Numeric(word, out _)
            || word.IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8) < 0);

    private static bool Numeric(ReadOnlySpan<byte> name, out short offset)
    {
        offset = 0;
        if (name.Length is not (3 or 5 or 6) || name[0] is not ((byte)'+' or (byte)'-') || (name.Length == 6 && name[3] != ':'))
        {
            return false;
        }

        int hours = Digits.Two(name, 1);
        int minutes = name.Length == 3 ? 0 : Digits.Two(name, name.Length - 2);
        if (hours is < 0 or > 14 || minutes is < 0 or > 59 || (hours == 14 && minutes > 0))
        {
            return false;
        }

        offset = (short)(((hours * Hour) + minutes) * (name[0] == '-' ? -1 : 1));
        return true;
    }
}
