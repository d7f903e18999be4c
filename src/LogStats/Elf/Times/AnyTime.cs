namespace LogStats.Elf.Times;

/// <summary>A time of which only the text tells how it is written, as the values of JSON logs.</summary>
internal static class AnyTime
{
    public static int Read(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        if (text.Length < 10)
        {
            return -1;
        }

        if (text[0] == '[')
        {
            int length = FixedTimes.Clf(text[1..], ref parts);
            return length < 0 || length + 1 == text.Length || text[length + 1] != ']' ? -1 : length + 2;
        }

        return text[4] switch
        {
            (byte)'-' => FixedTimes.Iso(text, ref parts),

            // As Go programs write it for people.
            (byte)'/' => FixedTimes.IsoDate(text, (byte)'/', ref parts) < 0 ? -1 : FixedTimes.IsoTail(text, ref parts),
            _ => text[2] == '/' ? FixedTimes.Clf(text, ref parts) : EpochTimes.BySize(text, ref parts),
        };
    }
}
