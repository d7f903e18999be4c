using System.Globalization;

namespace LogStats.Sinks;

/// <summary>A stretch of time as an ISO 8601 interval, in UTC so that it is the same on every machine.</summary>
internal static class SummaryWindow
{
    /// <summary>Empty where both ends are open; an open end is written <c>..</c>.</summary>
    public static string Of(DateTimeOffset? from, DateTimeOffset? to)
        => from is null && to is null ? "" : $"{Time(from)}/{Time(to)}";

    private static string Time(DateTimeOffset? time)
        => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "..";
}
