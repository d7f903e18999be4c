using LogStats.Envelopes;

namespace LogStats.Elf.Times;

/// <summary>The parts of a time as they are met in a line, in any order and in any number of fields.</summary>
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

    public short OffsetMinutes;

    public bool HasOffset;

    /// <summary>A moment told as one number since 1970, in ticks of UTC since the year 1; stands for all but the fraction.</summary>
    public long Epoch;
}
