using System.Globalization;

namespace LogStats.PowerShell.Display;

/// <summary>Points and lengths of time for people.</summary>
internal static class Times
{
    /// <summary>To the second, in the offset in which it was logged.</summary>
    public static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The two largest units: <c>3d 4h</c>, <c>2h 5m</c>, <c>5m 3s</c>, <c>3.2s</c>.</summary>
    public static string Text(TimeSpan span)
    {
        string sign = span < TimeSpan.Zero ? "-" : "";
        span = span.Duration();
        FormattableString text = span switch
        {
            { TotalDays: >= 1 } => $"{span.Days}d {span.Hours}h",
            { TotalHours: >= 1 } => $"{span.Hours}h {span.Minutes}m",
            { TotalMinutes: >= 1 } => $"{span.Minutes}m {span.Seconds}s",
            _ => $"{span.TotalSeconds:0.###}s",
        };
        return sign + FormattableString.Invariant(text);
    }

    /// <summary>How long a call took, with three digits: <c>850 µs</c>, <c>12.3 ms</c>, <c>1.24 s</c>; nothing where that is not known.</summary>
    public static string Latency(TimeSpan? span)
    {
        if (span is not TimeSpan took)
        {
            return "";
        }

        (double size, string unit) = took.TotalMicroseconds switch
        {
            < 0.5 => (0, "ms"),
            < 999.5 => (took.TotalMicroseconds, "µs"),
            < 999_500 => (took.TotalMilliseconds, "ms"),
            < 59_995_000 => (took.TotalSeconds, "s"),
            _ => (0, ""),
        };
        string digits = size < 9.995 && size % 1 != 0 ? "0.##" : size < 99.95 && size % 1 != 0 ? "0.#" : "0";
        return unit.Length == 0 ? Text(took) : $"{size.ToString(digits, CultureInfo.InvariantCulture)} {unit}";
    }
}
