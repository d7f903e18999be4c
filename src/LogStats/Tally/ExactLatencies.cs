using System.Runtime.InteropServices;

namespace LogStats.Tally;

/// <summary>
/// Latencies as elfstatsd reports them, to the digit: whole milliseconds, each distinct one counted, percentiles and
/// averages rounded as Python 2 rounds. Exact while there are no more distinct ones than <see cref="MaximumDistinct"/>;
/// new ones past it are kept to within 1 % by their lower bound, so that memory stays bounded.
/// </summary>
internal sealed partial class ExactLatencies(int maximumDistinct = ExactLatencies.MaximumDistinct)
{
    public const int MaximumDistinct = 65_536;

    /// <summary>Leading bits that stay of a value past the bound.</summary>
    private const int KeptBits = 8;

    private readonly Dictionary<long, long> _counts = [];
    private (long Milliseconds, long Count)[]? _sorted;
    private long _min = long.MaxValue;

    public long Count { get; private set; }

    /// <summary>The sum of the rounded values, exact up to the greatest number there is, where it stays.</summary>
    public long Sum { get; private set; }

    /// <summary>0 as long as there is no value.</summary>
    public long Shortest => Count == 0 ? 0 : _min;

    public long Longest { get; private set; }

    /// <summary>Without its fraction; 0 as long as there is no value.</summary>
    public long Average => Count == 0 ? 0 : Sum / Count;

    /// <summary>False once there were too many distinct values to keep each of them.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>Microseconds as whole milliseconds; half a one counts as one.</summary>
    public static long OfMicroseconds(long micros) => (micros / 1000) + (micros % 1000 >= 500 ? 1 : 0);

    /// <summary>Seconds with a fraction as whole milliseconds, with the error that binary fractions have.</summary>
    public static long OfSeconds(double seconds) => (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero);

    public void Add(long milliseconds)
    {
        AddCount(milliseconds, 1);
        long sum = Sum + milliseconds;
        Sum = sum < 0 ? long.MaxValue : sum;
        _min = Math.Min(_min, milliseconds);
        Longest = Math.Max(Longest, milliseconds);
    }

    public void Merge(ExactLatencies other)
    {
        foreach ((long milliseconds, long count) in other._counts)
        {
            AddCount(milliseconds, count);
        }

        IsExact &= other.IsExact;
        Sum = Sum > long.MaxValue - other.Sum ? long.MaxValue : Sum + other.Sum;
        _min = Math.Min(_min, other._min);
        Longest = Math.Max(Longest, other.Longest);
    }

    /// <summary>
    /// Place (n - 1) * p / 100 of all values, sorted; rounded where it lies between two. Null as long as there is none.
    /// </summary>
    public long? Percentile(double percent)
    {
        if (!(percent is >= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile is from 0 to 100.");
        }

        if (Count == 0)
        {
            return null;
        }

        double place = (Count - 1) * percent / 100;
        long below = Math.Min((long)place, Count - 1);
        double share = place - below;
        long value = ValueAt(below);
        if (share <= 0 || below == Count - 1)
        {
            return value;
        }

        double between = (value * (below + 1 - place)) + (ValueAt(below + 1) * share);
        return (long)Math.Round(between, MidpointRounding.AwayFromZero);
    }

    private void AddCount(long milliseconds, long count)
    {
        ref long counted = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, milliseconds);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref counted))
        {
            if (_counts.Count >= maximumDistinct)
            {
                IsExact = false;
                int shift = Math.Max(0, 64 - KeptBits - (int)long.LeadingZeroCount(milliseconds));
                milliseconds = milliseconds >> shift << shift;
            }

            counted = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, milliseconds, out _);
        }

        counted += count;
        Count += count;
        _sorted = null;
    }

    private long ValueAt(long rank)
    {
        _sorted ??= [.. _counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        foreach ((long milliseconds, long count) in _sorted)
        {
            if (rank < count)
            {
                return milliseconds;
            }

            rank -= count;
        }

        return Longest;
    }
}
