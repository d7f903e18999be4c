using System.Globalization;
using System.Text;

namespace LogStats.Alerts;

/// <summary>A length of time as it can be typed: <c>1d2h</c>, <c>5m</c>, <c>90s</c> as <c>1m30s</c>.</summary>
internal static class SpanText
{
    public static string Of(TimeSpan span)
    {
        StringBuilder text = new();
        foreach ((int value, string unit) in ((int, string)[])
            [((int)span.TotalDays, "d"), (span.Hours, "h"), (span.Minutes, "m"), (span.Seconds, "s"), (span.Milliseconds, "ms")])
        {
            if (value > 0)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"{value}{unit}");
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }
}
