using LogStats.Elf.Times;
using LogStats.Envelopes;

namespace LogStats.Elf.Matching;

/// <summary>
/// The time of a JSON line, from one value or several: a date and a clock make one, but of two whole times only the
/// first that can be read is taken.
/// </summary>
/// <param name="times">The number of each key, and how its time is written.</param>
/// <param name="rules">The zone of times that name none.</param>
internal sealed class JsonTimes((int Key, TimePattern Time)[] times, ClockRules rules)
{
    private readonly TimeClock _clock = new(rules);

    /// <summary>False where there are values and none of them is a time. Without any, the time stays untold.</summary>
    /// <param name="bytes">What the values stand in.</param>
    /// <param name="keys">The values.</param>
    /// <param name="stamp">Where a time stands outside of the object; empty for nowhere. It counts where nothing else does.</param>
    /// <param name="view">Where the time goes.</param>
    public bool Read(ReadOnlySpan<byte> bytes, JsonKeys keys, FieldRange stamp, ref ElfLine view)
    {
        TimeParts parts = default;
        bool isThere = false;
        bool isDated = false;
        foreach ((int key, TimePattern time) in times)
        {
            ReadOnlySpan<byte> text = keys[key].Of(bytes);
            if (text.IsEmpty || text is [(byte)'-'])
            {
                continue;
            }

            isThere = true;
            TimeParts own = default;
            if (time.Read(text, ref own) != text.Length || (IsDated(own) && isDated))
            {
                continue;
            }

            time.Read(text, ref parts);
            isDated |= IsDated(own);
        }

        if (isThere && _clock.TryUtc(in parts, out view.Ticks, out view.OffsetMinutes))
        {
            return true;
        }

        TimeParts outside = default;
        return (stamp.Length > 0 && TimePattern.Any.Read(stamp.Of(bytes), ref outside) == stamp.Length
            && _clock.TryUtc(in outside, out view.Ticks, out view.OffsetMinutes)) || !isThere;
    }

    private static bool IsDated(in TimeParts parts) => parts.Epoch != 0 || parts.Year != 0;
}
