using LogStats.Faults;

namespace LogStats.Elf.Times;

/// <summary>
/// How a time, or a part of one, is written: read from the front of a text, its length found by itself. Reading makes no
/// object; names are those of the C locale, in any case.
/// </summary>
internal sealed class TimePattern
{
    private readonly TimeStep[] _steps;

    internal TimePattern(string text, params TimeStep[] steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary><c>21/Nov/2026:06:02:13 +0000</c>, the brackets around it being literals.</summary>
    public static TimePattern Clf { get; } = new("CLF", new TimeStep(TimeStepKind.Clf));

    /// <summary><c>2026-11-21T06:02:13[.fff][Z|+hh:mm|+hhmm]</c>, with a <c>T</c> or a blank in the middle.</summary>
    public static TimePattern Iso { get; } = new("ISO 8601", new TimeStep(TimeStepKind.Iso));

    public static TimePattern IsoDate { get; } = new("ISO 8601 date", new TimeStep(TimeStepKind.IsoDate));

    /// <summary><c>H:MM[:SS[.fff]]</c>.</summary>
    public static TimePattern TimeOfDay { get; } = new("time of day", new TimeStep(TimeStepKind.TimeOfDay));

    /// <summary>Seconds since 1970, with or without a fraction, as nginx writes <c>$msec</c>.</summary>
    public static TimePattern EpochSeconds { get; } = new("seconds since 1970", new TimeStep(TimeStepKind.EpochSeconds));

    /// <summary>Seconds since 1970 that leave a point behind them alone, because the fraction is a field of its own.</summary>
    public static TimePattern EpochWholeSeconds { get; }
        = new("whole seconds since 1970", new TimeStep(TimeStepKind.EpochWholeSeconds));

    public static TimePattern EpochMilliseconds { get; }
        = new("milliseconds since 1970", new TimeStep(TimeStepKind.EpochMilliseconds));

    public static TimePattern EpochMicroseconds { get; }
        = new("microseconds since 1970", new TimeStep(TimeStepKind.EpochMicroseconds));

    /// <summary>Three digits of a second whose whole part stands elsewhere.</summary>
    public static TimePattern MillisecondFraction { get; }
        = new("milliseconds", TimeStep.Digits(TimeStepKind.Fraction, 3));

    /// <summary>Six digits of a second whose whole part stands elsewhere.</summary>
    public static TimePattern MicrosecondFraction { get; }
        = new("microseconds", TimeStep.Digits(TimeStepKind.Fraction, 6));

    /// <summary><c>06/Feb/2009:12:14:14.655</c>: no zone, the host's own.</summary>
    public static TimePattern Haproxy { get; } = FromJava("dd/MMM/yyyy:HH:mm:ss.SSS");

    /// <summary><c>3/20/01</c> or <c>03/20/2001</c>: the month first.</summary>
    public static TimePattern UsDate { get; } = new("month/day/year", new TimeStep(TimeStepKind.UsDate));

    /// <summary>Whatever a JSON log may hold: a number since 1970, its unit told by its size, ISO 8601 or CLF.</summary>
    public static TimePattern Any { get; } = new("any", new TimeStep(TimeStepKind.Any));

    /// <summary>What it was made from, for messages.</summary>
    public string Text { get; }

    /// <summary>The text of strftime(3).</summary>
    /// <param name="text">It, without what is around it.</param>
    /// <param name="whole">The description that it stands in, for the message of an error.</param>
    /// <param name="from">Where in that description it begins.</param>
    /// <exception cref="LogStatsException">It holds a conversion that is not known.</exception>
    public static TimePattern FromStrftime(string text, string? whole = null, int from = 0)
        => new(text, [.. StrftimeText.Steps(text, whole ?? text, from)]);

    /// <summary>The text of Java's SimpleDateFormat.</summary>
    /// <param name="text">It, without what is around it.</param>
    /// <param name="whole">The description that it stands in, for the message of an error.</param>
    /// <param name="from">Where in that description it begins.</param>
    /// <exception cref="LogStatsException">It holds a letter that is not known.</exception>
    public static TimePattern FromJava(string text, string? whole = null, int from = 0)
        => new(text, [.. JavaTimeText.Steps(text, whole ?? text, from)]);

    /// <summary>
    /// Reads the time at the front of <paramref name="text"/> into its parts; returns its length, -1 where it is none. The
    /// parts mean nothing then.
    /// </summary>
    public int Read(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int at = 0;
        foreach (TimeStep step in _steps)
        {
            int length = TimeStepReader.Read(step, text[at..], ref parts);
            if (length < 0)
            {
                return -1;
            }

            at += length;
        }

        return at;
    }

    public override string ToString() => Text;
}
