using System.Globalization;

namespace LogStats.Archive.Watching;

/// <summary>The hour in which a file's stretch of time begins, as its lines write it; of lines without a time the last of the day on which they came.</summary>
internal static class WindowHour
{
    private const string Untimed = "untimed_";

    /// <summary>Null where a receiver never wrote it so.</summary>
    public static DateTime? Of(string window)
    {
        bool isUntimed = window.StartsWith(Untimed, StringComparison.Ordinal);
        string text = isUntimed ? string.Concat(window.AsSpan(Untimed.Length), "23") : window;
        return text.Length >= 8 && DateTime.TryParseExact(text[..8], "yyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime hour) ? hour : null;
    }

    /// <summary>Whether the name of a file may be of that hour, so that only such are opened.</summary>
    public static bool May(string name, IReadOnlyList<string> hours)
        => name.Contains("untimed", StringComparison.Ordinal) || hours.Any(hour => name.Contains(hour, StringComparison.Ordinal));

    public static string Name(DateTime hour) => hour.ToString("yyMMddHH", CultureInfo.InvariantCulture);

    public static string Shown(DateTime hour) => hour.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture);
}
