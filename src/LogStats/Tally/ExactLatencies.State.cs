namespace LogStats.Tally;

/// <summary>As bytes: two or three for each distinct value.</summary>
internal sealed partial class ExactLatencies
{
    public void Write(StateWriter state)
    {
        state.Number(_counts.Count);
        state.Byte(IsExact ? (byte)1 : (byte)0);
        state.Number(Sum);
        state.Number(Shortest);
        state.Number(Longest);
        long next = 0;
        foreach ((long milliseconds, long count) in _counts.OrderBy(static pair => pair.Key))
        {
            state.Number(milliseconds - next);
            state.Number(count);
            next = milliseconds + 1;
        }
    }

    /// <summary>The same as before in every answer.</summary>
    public static ExactLatencies Read(ref StateReader state)
    {
        ExactLatencies read = new();
        int distinct = state.Length(2);
        bool isExact = state.Byte() == 1;
        (long sum, long shortest, long longest) = (state.Count(), state.Count(), state.Count());
        long next = 0;
        for (; distinct > 0; distinct--)
        {
            long milliseconds = checked(next + state.Count());
            long count = state.Count();
            if (count == 0 || read.Count > long.MaxValue - count)
            {
                throw StateReader.Wrong("latencies do not add up");
            }

            // Not by AddCount: what was rounded once is not to be rounded again.
            read._counts[milliseconds] = count;
            read.Count += count;
            next = distinct > 1 ? checked(milliseconds + 1) : 0;
        }

        (read.Sum, read._min, read.Longest, read.IsExact) = (sum, read.Count == 0 ? long.MaxValue : shortest, longest, isExact);
        return read;
    }
}
