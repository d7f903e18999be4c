using System.Globalization;
using LogStats.Faults;

namespace LogStats.Alerts;

/// <summary>A time of the day as people type it: <c>8:00</c>, <c>08:00:30</c>, and <c>24:00</c> for the end of the day.</summary>
public static class ClockTime
{
    internal const string Expected = "a time of the day from 00:00 to 24:00, such as 08:00 or 19:30:00";

    private static readonly string[] s_shapes = [@"h\:mm", @"hh\:mm", @"h\:mm\:ss", @"hh\:mm\:ss"];
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <exception cref="LogStatsException">It is none.</exception>
    public static TimeSpan Read(string name, string text)
        => text.Trim() is "24:00" or "24:00:00" ? TimeSpan.FromDays(1)
            : TimeSpan.TryParseExact(text.Trim(), s_shapes, CultureInfo.InvariantCulture, out TimeSpan time) ? time
            : throw Fail.Value(name, text, Expected);

    /// <summary>Days such as <c>mon-fri,sun</c>, short or whole; a range may go over the end of the week.</summary>
    /// <exception cref="LogStatsException">They are none.</exception>
    public static IReadOnlyList<DayOfWeek> ReadDays(string name, string text)
    {
        List<DayOfWeek> days = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-', StringSplitOptions.TrimEntries);
            (int from, int to) = (Day(ends[0]), Day(ends[^1]));
            if (from < 0 || to < 0 || ends.Length > 2)
            {
                throw Fail.Value(name, text, "days such as mon-fri or mon,wed,sun");
            }

            for (int day = from; ; day = (day + 1) % 7)
            {
                days.Add((DayOfWeek)day);
                if (day == to)
                {
                    break;
                }
            }
        }

        return [.. days.Distinct().Order()];
    }

    public static string Text(TimeSpan time)
        => time == TimeSpan.FromDays(1) ? "24:00" : time.ToString(time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static int Day(string text)
        => Array.FindIndex(s_days, day => text.Equals(day, StringComparison.OrdinalIgnoreCase)
            || text.Equals(((DayOfWeek)Array.IndexOf(s_days, day)).ToString(), StringComparison.OrdinalIgnoreCase));
}
