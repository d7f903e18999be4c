using System.Numerics;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>Latencies along an axis: counts in buckets, as fine as there is room for.</summary>
internal static class ReportLatencies
{
    private const int FinestBits = 7;
    private const int CoarsestBits = 4;

    /// <summary>Buckets of all slots; more are made coarser.</summary>
    private const int MostBuckets = 120_000;

    /// <summary>Writes them, and gives the number of bits: a doubling of the latency has two to the power of it buckets.</summary>
    public static int Write(ReportNumbers numbers, ReportAxis axis, LatenciesByTime latencies)
    {
        LatencyHistogram?[] slots = new LatencyHistogram?[axis.Count];
        foreach ((long minute, LatencyHistogram latency) in latencies.Stretches)
        {
            int slot = axis.SlotOf(minute);
            if (slot < axis.Count && latency.Count > 0)
            {
                (slots[slot] ??= new LatencyHistogram()).Merge(latency);
            }
        }

        int bits = FinestBits;
        while (bits > CoarsestBits && slots.Sum(slot => slot is null ? 0 : Buckets(slot, bits).Count) > MostBuckets)
        {
            bits--;
        }

        foreach (LatencyHistogram? slot in slots)
        {
            List<(int Bucket, long Count)> buckets = slot is null ? [] : Buckets(slot, bits);
            numbers.Add(buckets.Count);
            if (slot is null || buckets.Count == 0)
            {
                continue;
            }

            numbers.Add(slot.Min);
            numbers.Add(slot.Max);
            int next = 0;
            foreach ((int bucket, long count) in buckets)
            {
                numbers.Add(bucket - next);
                numbers.Add(count);
                next = bucket + 1;
            }
        }

        return bits;
    }

    private static List<(int Bucket, long Count)> Buckets(LatencyHistogram latency, int bits)
    {
        List<(int Bucket, long Count)> buckets = [];
        foreach (LatencyBucket stored in latency.Buckets())
        {
            int shift = BitOperations.Log2((ulong)stored.Lower | ((2UL << bits) - 1)) - bits;
            int bucket = (shift << bits) + (int)(stored.Lower >> shift);
            if (buckets.Count > 0 && buckets[^1].Bucket == bucket)
            {
                buckets[^1] = (bucket, buckets[^1].Count + stored.Count);
            }
            else
            {
                buckets.Add((bucket, stored.Count));
            }
        }

        return buckets;
    }
}
