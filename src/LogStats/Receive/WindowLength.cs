using System.Globalization;
using LogStats.Faults;

namespace LogStats.Receive;

/// <summary>How much time goes into one file: minutes that divide an hour, or hours that divide a day.</summary>
public readonly record struct WindowLength
{
    private WindowLength(int minutes) => Minutes = minutes;

    /// <summary>Twenty minutes.</summary>
    public static WindowLength Usual { get; } = new(20);

    public int Minutes { get; }

    internal long Seconds => Minutes * 60L;

    /// <exception cref="LogStatsException">It does not divide an hour or a day.</exception>
    public static WindowLength Of(TimeSpan length)
    {
        long minutes = length.Ticks / TimeSpan.TicksPerMinute;
        bool fits = length.Ticks % TimeSpan.TicksPerMinute == 0
            && minutes is > 0 and <= 1440 && (60 % minutes == 0 || (minutes % 60 == 0 && 1440 % minutes == 0));
        return fits ? new WindowLength((int)minutes) : throw Fail.Value(
            "the length of a window", string.Create(CultureInfo.InvariantCulture, $"{length}"),
            "minutes that divide an hour, such as 20m, or hours that divide a day, such as 1h or 6h");
    }

    /// <summary>The window that begins then, as file names have it: <c>25112910_00-19</c>, of several hours <c>25112906_06h-11h</c>.</summary>
    internal string Text(DateTime start) => Minutes <= 60
        ? string.Create(CultureInfo.InvariantCulture, $"{start:yyMMddHH}_{start.Minute:00}-{start.Minute + Minutes - 1:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{start:yyMMddHH}_{start.Hour:00}h-{start.Hour + (Minutes / 60) - 1:00}h");
}
