using System.Numerics;
using System.Runtime.CompilerServices;

namespace LogStats.Tally;

/// <summary>
/// Counts of microseconds in buckets whose width follows the value. Values below 256 are exact, and a percentile is
/// never further off than <see cref="RelativeError"/>; count, sum, least and greatest are exact. The order of values and
/// of merges makes no difference. It takes up room for the stretch of values that it has seen, 512 bytes for a doubling.
/// </summary>
internal sealed partial class LatencyHistogram
{
    /// <summary>The most that a percentile differs from one of all values, sorted.</summary>
    public const double RelativeError = 1.0 / Octave;

    /// <summary>Buckets for each doubling of the value.</summary>
    private const int Octave = 1 << OctaveBits;
    private const int OctaveBits = 7;

    /// <summary>What the stretch of counts grows by.</summary>
    private const int Step = 32;

    /// <summary>One more than the bucket of the greatest value there is.</summary>
    private const int End = (63 - OctaveBits + 1) * Octave;

    /// <summary>The low halves of the counts from bucket <see cref="_first"/> on.</summary>
    private uint[] _counts = [];
    private int _first;

    /// <summary>By bucket: how often its low half has run over.</summary>
    private Dictionary<int, long>? _carries;
    private long _min = long.MaxValue;

    public long Count { get; private set; }

    /// <summary>Exact up to the greatest number there is, where it stays.</summary>
    public long Sum { get; private set; }

    /// <summary>0 as long as there is no value.</summary>
    public long Min => Count == 0 ? 0 : _min;

    public long Max { get; private set; }

    /// <summary>NaN as long as there is no value.</summary>
    public double Mean => Count == 0 ? double.NaN : (double)Sum / Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long micros)
    {
        int bucket = BucketOf(micros);
        uint at = (uint)(bucket - _first);
        if (at >= (uint)_counts.Length)
        {
            at = (uint)MakeRoom(bucket, bucket);
        }

        if (++_counts[at] == 0)
        {
            Carry(bucket, 1);
        }

        Count++;
        long sum = Sum + micros;
        Sum = sum < 0 ? long.MaxValue : sum;
        _min = Math.Min(_min, micros);
        Max = Math.Max(Max, micros);
    }

    public void Merge(LatencyHistogram other)
    {
        if (other.Count == 0)
        {
            return;
        }

        MakeRoom(BucketOf(other._min), BucketOf(other.Max));
        foreach ((int bucket, long count) in other.Filled())
        {
            AddCount(bucket, count);
        }

        Count += other.Count;
        Sum = Sum > long.MaxValue - other.Sum ? long.MaxValue : Sum + other.Sum;
        _min = Math.Min(_min, other._min);
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>
    /// Between the two values that stand next to place (n - 1) * p / 100 of all values, sorted; NaN as long as there is
    /// none. 0 and 100 give the least and the greatest exactly.
    /// </summary>
    public double Percentile(double percent)
    {
        if (!(percent is >= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile is from 0 to 100.");
        }

        if (Count == 0)
        {
            return double.NaN;
        }

        double place = (Count - 1) * (percent / 100);
        long below = Math.Min((long)place, Count - 1);
        double value = ValueAt(below);
        return place > below && below < Count - 1 ? value + ((ValueAt(below + 1) - value) * (place - below)) : value;
    }

    /// <summary>The buckets that hold anything, from the least value on. Their counts add up to <see cref="Count"/>.</summary>
    public IEnumerable<LatencyBucket> Buckets()
        => Filled().Select(filled => new LatencyBucket(LowerOf(filled.Bucket), UpperOf(filled.Bucket), filled.Count));

    /// <summary>What was stored: the same as before in every answer.</summary>
    public static LatencyHistogram Of(IEnumerable<LatencyBucket> buckets, long sum, long min, long max)
    {
        LatencyHistogram histogram = new();
        foreach (LatencyBucket stored in buckets)
        {
            int bucket = BucketOf(stored.Lower);
            histogram.MakeRoom(bucket, bucket);
            histogram.AddCount(bucket, stored.Count);
            histogram.Count += stored.Count;
        }

        (histogram.Sum, histogram._min, histogram.Max) = (sum, min, max);
        return histogram;
    }

    /// <summary>Values of one octave have as many bits behind the eighth; the octave and the first eight are the bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BucketOf(long micros)
    {
        int shift = BitOperations.Log2((ulong)micros | ((2 * Octave) - 1)) - OctaveBits;
        return (shift << OctaveBits) + (int)((ulong)micros >> shift);
    }

    private static int ShiftOf(int bucket) => Math.Max(0, (bucket >> OctaveBits) - 1);

    private static long LowerOf(int bucket) => (long)(bucket - (ShiftOf(bucket) << OctaveBits)) << ShiftOf(bucket);

    private static long UpperOf(int bucket) => LowerOf(bucket) + ((1L << ShiftOf(bucket)) - 1);

    private double ValueAt(long rank)
    {
        if (rank == 0 || rank == Count - 1)
        {
            return rank == 0 ? _min : Max;
        }

        foreach ((int bucket, long count) in Filled())
        {
            if (rank < count)
            {
                double within = (UpperOf(bucket) - LowerOf(bucket)) * ((rank + 0.5) / count);
                return Math.Clamp(LowerOf(bucket) + within, _min, Max);
            }

            rank -= count;
        }

        return Max;
    }

    private IEnumerable<(int Bucket, long Count)> Filled()
    {
        for (int at = 0; at < _counts.Length; at++)
        {
            long carried = 0;
            _carries?.TryGetValue(_first + at, out carried);
            long count = (carried << 32) + _counts[at];
            if (count > 0)
            {
                yield return (_first + at, count);
            }
        }
    }

    private void AddCount(int bucket, long count)
    {
        long sum = _counts[bucket - _first] + count;
        _counts[bucket - _first] = (uint)sum;
        if (sum >> 32 is long over and > 0)
        {
            Carry(bucket, over);
        }
    }

    private void Carry(int bucket, long times)
    {
        _carries ??= [];
        _carries[bucket] = _carries.GetValueOrDefault(bucket) + times;
    }

    /// <summary>Where <paramref name="low"/> stands, once there is room from it to <paramref name="high"/>.</summary>
    private int MakeRoom(int low, int high)
    {
        if (high >= End)
        {
            throw new ArgumentOutOfRangeException(nameof(high), "A latency is not below zero.");
        }

        int from = low / Step * Step;
        int to = ((high / Step) + 1) * Step;
        if (_counts.Length > 0)
        {
            from = Math.Min(from, _first);
            to = Math.Max(to, _first + _counts.Length);
        }

        if (to - from > _counts.Length)
        {
            uint[] counts = new uint[to - from];
            _counts.CopyTo(counts, _counts.Length > 0 ? _first - from : 0);
            (_counts, _first) = (counts, from);
        }

        return low - _first;
    }
}
