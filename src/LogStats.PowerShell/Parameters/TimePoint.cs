using System.Globalization;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.PowerShell.Parameters;

/// <summary>
/// A point in time as it was given, before zone and clock are known: an exact time, the wall clock of the command's
/// time zone, a span back from now, or a text that says one of these.
/// </summary>
public sealed class TimePoint
{
    private readonly object _value;

    private TimePoint(object value) => _value = value;

    /// <summary>Takes what was bound.</summary>
    /// <exception cref="LogStatsException">It says no time.</exception>
    internal static TimePoint From(object bound)
    {
        object value = bound is PSObject wrapped ? wrapped.BaseObject : bound;
        if (value is TimePoint point)
        {
            return point;
        }

        if (value is not (DateTimeOffset or DateTime or TimeSpan))
        {
            // 1d and 300s are numbers to PowerShell; what was typed survives in the wrapped object alone.
            value = (string)LanguagePrimitives.ConvertTo(bound, typeof(string), CultureInfo.InvariantCulture);
        }

        TimePoint made = new(value);
        made.Resolve("this parameter", TimeZoneInfo.Utc, TimeProvider.System);
        return made;
    }

    internal DateTimeOffset Resolve(string name, TimeZoneInfo zone, TimeProvider clock) => _value switch
    {
        DateTimeOffset exact => exact,
        DateTime { Kind: DateTimeKind.Unspecified } wall => new DateTimeOffset(wall, zone.GetUtcOffset(wall)),
        DateTime known => new DateTimeOffset(known),
        TimeSpan span => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone) - span,
        _ => TimeText.Read(name, (string)_value, zone, clock),
    };

    public override string ToString() => Convert.ToString(_value, CultureInfo.InvariantCulture)!;
}
