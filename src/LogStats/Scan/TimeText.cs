using System.Globalization;
using LogStats.Faults;

namespace LogStats.Scan;

/// <summary>
/// A point in time as people type it: ISO 8601 with or without a zone, <c>today</c>, <c>yesterday</c>, <c>now</c>, or a
/// span that means so long ago, such as <c>30m</c>, <c>2h</c>, <c>1d12h</c>.
/// </summary>
public static class TimeText
{
    private const string Expected = "2024-05-01, 2024-05-01T03:28, 2024-05-01T03:28:03Z, today, yesterday, now, "
        + "or how long ago: 30m, 2h, 1d, 1w";

    private static readonly string[] s_shapes = [.. Shapes()];

    /// <summary>Reads <paramref name="text"/>, which was given for what <paramref name="name"/> says; a text without a
    /// zone, and days, are in <paramref name="zone"/>.</summary>
    /// <exception cref="LogStatsException">It is none of those.</exception>
    public static DateTimeOffset Read(string name, string text, TimeZoneInfo zone, TimeProvider clock)
    {
        string trimmed = text.Trim();
        DateTimeOffset now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        try
        {
            return trimmed.ToLowerInvariant() switch
            {
                "now" => now,
                "today" => In(zone, now.Date),
                "yesterday" => In(zone, now.Date.AddDays(-1)),
                _ when Ago(trimmed) is TimeSpan ago => now - ago,
                _ when Stamp(trimmed, zone) is DateTimeOffset stamp => stamp,
                _ => throw Fail.Value(name, text, Expected),
            };
        }
        catch (ArgumentException)
        {
            throw Fail.Value(name, text, Expected); // It is before the year 1.
        }
    }

    /// <summary>Reads a length of time, such as <c>30s</c> or <c>1d12h</c>; a number without a unit is none.</summary>
    /// <exception cref="LogStatsException">It is none.</exception>
    public static TimeSpan ReadSpan(string name, string text)
        => Ago(text.Trim()) ?? throw Fail.Value(name, text, "a number and its unit: 500ms, 30s, 5m, 2h, 1d, 1w");

    private static DateTimeOffset? Stamp(string text, TimeZoneInfo zone)
    {
        if (!DateTimeOffset.TryParseExact(text, s_shapes, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out DateTimeOffset stamp))
        {
            return null;
        }

        ReadOnlySpan<char> time = text.AsSpan(Math.Min(10, text.Length));
        return time.ContainsAny('Z', '+', '-') ? stamp : In(zone, stamp.DateTime);
    }

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>Numbers with units, the largest unit first or not, nothing between them.</summary>
    private static TimeSpan? Ago(ReadOnlySpan<char> text)
    {
        double seconds = 0;
        bool any = false;
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9)
            {
                return null;
            }

            bool isThousandth = text[digits..].StartsWith("ms", StringComparison.OrdinalIgnoreCase);
            double? unit = char.ToLowerInvariant(text[digits]) switch
            {
                'm' when isThousandth => 0.001,
                's' => 1,
                'm' => 60,
                'h' => 3600,
                'd' => 86400,
                'w' => 604800,
                _ => null,
            };
            if (unit is null)
            {
                return null;
            }

            seconds += int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture) * unit.Value;
            text = text[(digits + (isThousandth ? 2 : 1))..];
            any = true;
        }

        return any && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static IEnumerable<string> Shapes()
    {
        foreach (string day in (string[])["yyyy-MM-dd", "yyyy/MM/dd"])
        {
            yield return day;
            foreach (string between in (string[])["'T'", "' '"])
            {
                foreach (string time in (string[])["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"])
                {
                    yield return day + between + time;
                    yield return day + between + time + "zzz";
                    yield return day + between + time + "'Z'";
                }
            }
        }
    }
}
