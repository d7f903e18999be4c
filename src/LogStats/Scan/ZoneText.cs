using System.Globalization;
using LogStats.Faults;

namespace LogStats.Scan;

/// <summary>A time zone as people type it: a name of the zone database, UTC, local, or an offset.</summary>
public static class ZoneText
{
    /// <exception cref="LogStatsException">There is no such zone.</exception>
    public static TimeZoneInfo Read(string option, string text)
    {
        if (text.Equals("local", StringComparison.OrdinalIgnoreCase))
        {
            return TimeZoneInfo.Local;
        }

        if (text is ['+' or '-', ..] && TimeSpan.TryParseExact(
            text[1..], [@"hh\:mm", "hhmm", "%h", "hh"], CultureInfo.InvariantCulture, out TimeSpan offset) && offset.TotalHours <= 14)
        {
            return TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -offset : offset, text, text);
        }

        return text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? zone)
            ? zone
            : throw Fail.Value(option, text, "a name such as Europe/Paris, UTC, local, or an offset such as +02:00");
    }
}
