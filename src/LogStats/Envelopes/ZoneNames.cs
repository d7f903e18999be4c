using System.Text;

namespace LogStats.Envelopes;

/// <summary>
/// Offsets of the zones that a C library names beside a time: <c>UTC</c>, <c>CEST</c>, <c>IST</c>, <c>-03</c>, <c>+0530</c>.
/// Some names mean several zones; then the log's own zone decides, and without its help the most usual one is meant.
/// </summary>
internal static class ZoneNames
{
    /// <summary>No zone that a C library knows is called longer.</summary>
    public const int LongestName = 8;

    private const int Hour = 60;

    /// <summary>By name: the offset in minutes.</summary>
    private static readonly Dictionary<string, int> s_names = new(StringComparer.Ordinal)
    {
        ["UTC"] = 0, ["GMT"] = 0, ["UCT"] = 0, ["Z"] = 0, ["WET"] = 0, ["WEST"] = Hour, ["BST"] = Hour, ["WAT"] = Hour,
        ["CET"] = Hour, ["MEZ"] = Hour, ["CEST"] = 2 * Hour, ["MESZ"] = 2 * Hour, ["EET"] = 2 * Hour, ["EEST"] = 3 * Hour,
        ["MSK"] = 3 * Hour, ["TRT"] = 3 * Hour, ["IDT"] = 3 * Hour, ["SAST"] = 2 * Hour, ["CAT"] = 2 * Hour, ["EAT"] = 3 * Hour,
        ["PKT"] = 5 * Hour, ["IST"] = 330, ["WIB"] = 7 * Hour, ["WITA"] = 8 * Hour, ["WIT"] = 9 * Hour, ["HKT"] = 8 * Hour,
        ["SGT"] = 8 * Hour, ["AWST"] = 8 * Hour, ["JST"] = 9 * Hour, ["KST"] = 9 * Hour, ["ACST"] = 570, ["ACDT"] = 630,
        ["AEST"] = 10 * Hour, ["AEDT"] = 11 * Hour, ["ChST"] = 10 * Hour, ["NZST"] = 12 * Hour, ["NZDT"] = 13 * Hour,
        ["NST"] = -210, ["NDT"] = -150, ["AST"] = -4 * Hour, ["ADT"] = -3 * Hour, ["EST"] = -5 * Hour, ["EDT"] = -4 * Hour,
        ["CST"] = -6 * Hour, ["CDT"] = -5 * Hour, ["MST"] = -7 * Hour, ["MDT"] = -6 * Hour, ["PST"] = -8 * Hour,
        ["PDT"] = -7 * Hour, ["AKST"] = -9 * Hour, ["AKDT"] = -8 * Hour, ["HST"] = -10 * Hour,
    };

    /// <summary>What a name means in a zone whose own name begins so.</summary>
    private static readonly (string Name, string Zone, int Offset)[] s_elsewhere =
    [
        ("IST", "Asia/Jerusalem", 2 * Hour), ("IST", "Asia/Tel_Aviv", 2 * Hour), ("IST", "Israel", 2 * Hour), ("IST", "Europe/Dublin", Hour),
        ("IST", "Eire", Hour), ("CST", "Asia/", 8 * Hour), ("CST", "PRC", 8 * Hour), ("CST", "ROC", 8 * Hour), ("CST", "China", 8 * Hour),
        ("CST", "America/Havana", -5 * Hour), ("CDT", "America/Havana", -4 * Hour), ("CST", "Cuba", -5 * Hour), ("CDT", "Cuba", -4 * Hour),
        ("PST", "Asia/", 8 * Hour), ("BST", "Asia/", 6 * Hour), ("AST", "Asia/", 3 * Hour),
    ];

    /// <summary>The offset in minutes; of a name that nobody knows, what the log's own zone has at that time.</summary>
    public static short Offset(ReadOnlySpan<byte> bytes, DateTime local, TimeZoneInfo zone)
    {
        if (Numeric(bytes, out short offset))
        {
            return offset;
        }

        Span<char> room = stackalloc char[LongestName];
        ReadOnlySpan<char> name = room[..Encoding.Latin1.GetChars(bytes[..Math.Min(bytes.Length, LongestName)], room)];
        foreach ((string elsewhere, string own, int meant) in s_elsewhere)
        {
            if (name.SequenceEqual(elsewhere) && zone.Id.StartsWith(own, StringComparison.Ordinal))
            {
                return (short)meant;
            }
        }

        return (short)(s_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out int known)
            ? known : (int)zone.GetUtcOffset(local).TotalMinutes);
    }

    /// <summary>Letters, or a sign and digits: what can be such a name.</summary>
    public static bool IsName(ReadOnlySpan<byte> word)
        => word.Length is > 0 and <= LongestName && (Numeric(word, out _)
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
