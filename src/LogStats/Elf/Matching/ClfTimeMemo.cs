using LogStats.Elf.Times;

namespace LogStats.Elf.Matching;

/// <summary><c>21/Nov/2026:06:02:13 +0000</c>. A log repeats a stamp for every request of its second: the last is remembered.</summary>
internal sealed class ClfTimeMemo(TimeClock clock)
{
    public const int Length = 26;

    private readonly byte[] _last = new byte[Length];
    private long _ticks = -1;
    private short _offset;

    public bool Read(ReadOnlySpan<byte> text, ref ElfLine view)
    {
        if (text.Length < Length)
        {
            return false;
        }

        text = text[..Length];
        if (_ticks < 0 || !text.SequenceEqual(_last))
        {
            TimeParts parts = default;
            if (TimePattern.Clf.Read(text, ref parts) != Length || !clock.TryUtc(in parts, out long ticks, out short offset))
            {
                return false;
            }

            text.CopyTo(_last);
            (_ticks, _offset) = (ticks, offset);
        }

        view.Ticks = _ticks;
        view.OffsetMinutes = _offset;
        return true;
    }
}
