namespace LogStats.Elf.Times;

/// <summary>What one step of a <see cref="TimePattern"/> reads.</summary>
internal enum TimeStepKind : byte
{
    /// <summary>One byte that stands there as it is.</summary>
    Literal,

    Year,

    /// <summary>Two digits: 69 to 99 are of the twentieth century, unless the text tells the century.</summary>
    YearOfCentury,

    Century,
    Month,
    MonthName,
    Day,
    DayOfYear,

    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>0 to 12, morning or afternoon being told elsewhere.</summary>
    HalfDayHour,

    /// <summary>1 to 24, as Java's <c>k</c>: 24 is midnight.</summary>
    HourFromOne,

    Minute,
    Second,

    /// <summary>As a number: <c>5</c> is five thousandths.</summary>
    Milliseconds,

    /// <summary>As many digits behind an unwritten decimal point.</summary>
    Fraction,

    Afternoon,
    DayName,

    /// <summary>A number that says nothing new: the day of the week, the week.</summary>
    Skipped,

    /// <summary><c>+hhmm</c>, <c>+hh:mm</c>, <c>+hh</c> or <c>Z</c>.</summary>
    Offset,

    /// <summary><c>UTC</c>, <c>CEST</c>, <c>GMT+02:00</c>, <c>-03</c>. Only what names UTC or an offset is understood: the
    /// other abbreviations have several meanings, and the rules' zone stands in for them.</summary>
    ZoneName,

    Clf,
    Iso,
    IsoDate,
    TimeOfDay,
    UsDate,
    EpochWholeSeconds,
    EpochSeconds,
    EpochMilliseconds,
    EpochMicroseconds,
    Any,
}

/// <summary>One step of a <see cref="TimePattern"/>.</summary>
/// <param name="Kind">What it reads.</param>
/// <param name="Least">Of a number: how many digits there are at least.</param>
/// <param name="Most">How many digits there are at most; for a <see cref="TimeStepKind.Literal"/> the byte.</param>
/// <param name="Blanks">Blanks may stand for leading digits.</param>
internal readonly record struct TimeStep(TimeStepKind Kind, byte Least = 0, byte Most = 0, bool Blanks = false)
{
    public static TimeStep Literal(byte letter) => new(TimeStepKind.Literal, Most: letter);

    /// <summary>A number of just so many digits.</summary>
    public static TimeStep Digits(TimeStepKind kind, byte count) => new(kind, count, count);
}
