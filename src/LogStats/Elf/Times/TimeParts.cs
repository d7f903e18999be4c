namespace LogStats.Elf.Times;

/// <summary>The parts of a time as they are met in a line, in any order and in any number of fields. What is zero was
/// not told, except in the time of day.</summary>
internal struct TimeParts
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;

    /// <summary>The part of the second, in ticks.</summary>
    public int Fraction;

    /// <summary>Told instead of month and day: 1 to 366.</summary>
    public int DayOfYear;

    /// <summary>The first two digits of a year whose last two stand elsewhere.</summary>
    public int Century;

    /// <summary>Told instead of the hour: 1 to 12, with <see cref="IsAfternoon"/>.</summary>
    public int HalfDayHour;

    public bool IsAfternoon;

    public short OffsetMinutes;

    public bool HasOffset;

    /// <summary>A moment told as one number since 1970, in ticks of UTC since the year 1; stands for all but the fraction.</summary>
    public long Epoch;
}
