namespace LogStats.Elf.Times;

/// <summary>Reads one step of a time; every method returns the length it took, -1 where the text is something else.</summary>
internal static class TimeStepReader
{
    private const int LastYearOfTheNewCentury = 68;

    public static int Read(TimeStep step, ReadOnlySpan<byte> text, ref TimeParts parts) => step.Kind switch
    {
        TimeStepKind.Literal => !text.IsEmpty && text[0] == step.Most ? 1 : -1,
        TimeStepKind.MonthName => TimeNames.Month(text, out parts.Month),
        TimeStepKind.DayName => TimeNames.Day(text),
        TimeStepKind.Afternoon => Afternoon(text, out parts.IsAfternoon),
        TimeStepKind.Offset => ZoneOffset.Read(text, ref parts),
        TimeStepKind.ZoneName => ZoneOffset.ReadName(text, ref parts),
        TimeStepKind.Clf => FixedTimes.Clf(text, ref parts),
        TimeStepKind.Iso => FixedTimes.Iso(text, ref parts),
        TimeStepKind.IsoDate => FixedTimes.IsoDate(text, (byte)'-', ref parts),
        TimeStepKind.TimeOfDay => FixedTimes.TimeOfDay(text, ref parts),
        TimeStepKind.UsDate => FixedTimes.UsDate(text, ref parts),
        TimeStepKind.EpochWholeSeconds => EpochTimes.WholeSeconds(text, ref parts),
        TimeStepKind.EpochSeconds => EpochTimes.Seconds(text, ref parts),
        TimeStepKind.EpochMilliseconds => EpochTimes.Milliseconds(text, ref parts),
        TimeStepKind.EpochMicroseconds => EpochTimes.Microseconds(text, ref parts),
        TimeStepKind.Any => AnyTime.Read(text, ref parts),
        _ => Number(step, text, ref parts),
    };

    /// <summary>Between so many digits, as a number; never more than fit in an int.</summary>
    public static int Number(ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        value = 0;
        int at = 0;
        while (at < most && at < text.Length && (uint)text[at] - '0' <= 9)
        {
            value = (value * 10) + text[at++] - '0';
        }

        return at < least ? -1 : at;
    }

    /// <summary>The digits of a part of a second, in ticks; those past the seventh are read over.</summary>
    public static int Fraction(ReadOnlySpan<byte> text, int most, out int ticks)
    {
        ticks = 0;
        int unit = (int)TimeSpan.TicksPerSecond;
        int at = 0;
        for (; at < most && at < text.Length && (uint)text[at] - '0' <= 9; at++)
        {
            unit /= 10;
            ticks += unit * (text[at] - '0');
        }

        return at;
    }

    private static int Number(TimeStep step, ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (step.Kind == TimeStepKind.Fraction)
        {
            int digits = Fraction(text, step.Most, out parts.Fraction);
            return digits < step.Least ? -1 : digits;
        }

        int blanks = 0;
        while (step.Blanks && blanks < step.Most - 1 && blanks < text.Length && text[blanks] == ' ')
        {
            blanks++;
        }

        int length = Number(text[blanks..], Math.Max(1, step.Least - blanks), step.Most - blanks, out int value);
        return length >= 0 && Take(step.Kind, value, ref parts) ? blanks + length : -1;
    }

    private static bool Take(TimeStepKind kind, int value, ref TimeParts parts)
    {
        switch (kind)
        {
            case TimeStepKind.Year:
                parts.Year = value;
                return value > 0;
            case TimeStepKind.YearOfCentury:
                parts.Year = value + (parts.Century > 0 ? parts.Century * 100 : value <= LastYearOfTheNewCentury ? 2000 : 1900);
                return true;
            case TimeStepKind.Century:
                parts.Century = value;
                parts.Year = parts.Year > 0 ? (value * 100) + (parts.Year % 100) : 0;
                return value > 0;
            case TimeStepKind.Month:
                parts.Month = value;
                return value is >= 1 and <= 12;
            case TimeStepKind.Day:
                parts.Day = value;
                return value is >= 1 and <= 31;
            case TimeStepKind.DayOfYear:
                parts.DayOfYear = value;
                return value is >= 1 and <= 366;
            case TimeStepKind.Hour:
                parts.Hour = value;
                return value <= 23;
            case TimeStepKind.HourFromOne:
                parts.Hour = value % 24;
                return value is >= 1 and <= 24;
            case TimeStepKind.HalfDayHour:
                parts.HalfDayHour = value == 0 ? 12 : value;
                return value <= 12;
            case TimeStepKind.Minute:
                parts.Minute = value;
                return value <= 59;
            case TimeStepKind.Second:
                parts.Second = value;
                return value <= 60;
            case TimeStepKind.Milliseconds:
                parts.Fraction = value * (int)TimeSpan.TicksPerMillisecond;
                return value <= 999;
            default:
                return kind == TimeStepKind.Skipped;
        }
    }

    private static int Afternoon(ReadOnlySpan<byte> text, out bool isAfternoon)
    {
        isAfternoon = false;
        if (text.Length < 2 || (text[1] | 0x20) != 'm')
        {
            return -1;
        }

        isAfternoon = (text[0] | 0x20) == 'p';
        return isAfternoon || (text[0] | 0x20) == 'a' ? 2 : -1;
    }
}
