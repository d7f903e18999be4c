using System.Globalization;

namespace LogStats.Scan;

/// <summary>How long something took, for people: three digits and a unit, from microseconds to seconds, then minutes.</summary>
public static class ShortSpan
{
    public static string Text(TimeSpan span)
    {
        double micros = span.TotalMicroseconds;
        return Math.Abs(micros) switch
        {
            0 => "0 ms",
            < 999.5 => Digits(micros, "µs"),
            < 999_500 => Digits(micros / 1000, "ms"),
            < 59_950_000 => Digits(micros / 1_000_000, "s"),
            _ => span.Days != 0 ? span.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
                : span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Nothing for what the log does not tell.</summary>
    public static string Text(TimeSpan? span) => span is TimeSpan known ? Text(known) : "";

    private static string Digits(double value, string unit)
    {
        string form = Math.Abs(value) < 9.995 ? "0.##" : Math.Abs(value) < 99.95 ? "0.#" : "0";
        return $"{value.ToString(form, CultureInfo.InvariantCulture)} {unit}";
    }
}
