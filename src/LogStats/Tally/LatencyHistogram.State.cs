namespace LogStats.Tally;

/// <summary>As bytes: a byte or two for each bucket that holds anything.</summary>
internal sealed partial class LatencyHistogram
{
    public void Write(StateWriter state)
    {
        state.Number(Count);
        if (Count == 0)
        {
            return;
        }

        state.Number(Sum);
        state.Number(_min);
        state.Number(Max - _min);
        List<(int Bucket, long Count)> filled = [.. Filled()];
        int next = 0;
        for (int index = 0; index < filled.Count;)
        {
            // Buckets that stand side by side: how many are passed over, how many there are, and their counts.
            int end = index + 1;
            while (end < filled.Count && filled[end].Bucket == filled[end - 1].Bucket + 1)
            {
                end++;
            }

            state.Number(filled[index].Bucket - next);
            state.Number(end - index);
            next = filled[end - 1].Bucket + 1;
            for (; index < end; index++)
            {
                state.Number(filled[index].Count);
            }
        }
    }

    /// <summary>The same as before in every answer.</summary>
    public static LatencyHistogram Read(ref StateReader state)
    {
        LatencyHistogram histogram = new();
        long count = state.Count();
        if (count == 0)
        {
            return histogram;
        }

        long sum = state.Count();
        long min = state.Count();
        long max = checked(min + state.Count());
        (int lowest, int highest) = (BucketOf(min), BucketOf(max));
        _ = histogram.MakeRoom(lowest, highest);
        int bucket = 0;
        while (histogram.Count < count)
        {
            bucket = checked(bucket + (int)Math.Min(state.Count(), End));
            for (int left = state.Length(); left > 0; left--, bucket++)
            {
                long times = state.Count();
                if (times == 0 || bucket < lowest || bucket > highest || times > count - histogram.Count)
                {
                    throw StateReader.Wrong("latencies do not add up");
                }

                histogram.AddCount(bucket, times);
                histogram.Count += times;
            }
        }

        (histogram.Sum, histogram._min, histogram.Max) = (sum, min, max);
        return histogram;
    }
}
