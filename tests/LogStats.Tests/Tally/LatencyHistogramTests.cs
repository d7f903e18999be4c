using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Tally;

/// <summary>A histogram beside all values, sorted: exact in what it promises exactly, and else within its stated error.</summary>
public sealed class LatencyHistogramTests
{
    private static readonly double[] s_percents = [0, 0.01, 1, 10, 25, 50, 75, 90, 99, 99.9, 99.99, 100];

    /// <summary>Any size of number: small ones, powers of two and their neighbours, latencies, and the greatest.</summary>
    private static readonly Gen<long> s_value = Gen.OneOf(
        Gen.Choose(0, 300).Select(value => (long)value),
        from bits in Gen.Choose(0, 62) from step in Gen.Choose(-2, 2) select Math.Max(0, (1L << bits) + step),
        from bits in Gen.Choose(8, 26) from value in Gen.Choose(0, int.MaxValue) select (long)(value & ((1 << bits) - 1)),
        Gen.Elements(0L, long.MaxValue, long.MaxValue - 1));

    private static readonly Gen<long[]> s_values = s_value.ArrayOf().Resize(400);

    [Fact]
    public void Percentiles_are_within_the_stated_error_and_the_rest_is_exact()
        => Always.Holds(s_values, values =>
        {
            LatencyHistogram histogram = Of(values);
            CheckExact(values, histogram);
            CheckPercentiles(values, histogram);
        }, Always.Shorter, 300);

    [Fact]
    public void Latencies_as_servers_have_them_are_within_the_stated_error()
    {
        Random random = new(17);
        long[] values = [.. Enumerable.Range(0, 100_000).Select(_ => (long)Math.Exp(7 + (2.5 * Normal(random))))];
        CheckPercentiles(values, Of(values));
    }

    [Fact]
    public void Values_that_all_sit_at_one_end_of_their_buckets_are_within_the_stated_error()
    {
        foreach (int end in (int[])[0, -1])
        {
            long[] values = [.. Enumerable.Range(8, 50).SelectMany(bits => Enumerable.Repeat((1L << bits) + ((1L << (bits - 7)) * 3) + end, 50))];
            CheckPercentiles(values, Of(values));
        }
    }

    [Fact]
    public void Below_256_every_answer_is_exact()
        => Always.Holds(Gen.Choose(0, 255).Select(value => (long)value).NonEmptyListOf().Select(list => list.ToArray()), values =>
        {
            long[] sorted = [.. values.Order()];
            LatencyHistogram histogram = Of(values);
            Assert.All(s_percents, percent => Assert.Equal(Reference(sorted, percent), histogram.Percentile(percent), 1e-9));
        });

    [Fact]
    public void Merged_in_any_order_it_is_as_one_pass()
        => Always.Holds(from values in s_values from parts in Gen.Choose(1, 6) from order in Gen.Shuffle(Enumerable.Range(0, parts).ToArray())
                        select (values, order), test =>
        {
            LatencyHistogram[] parts = [.. test.order.Select(part => Of(test.values.Where((_, index) => index % test.order.Length == part)))];
            LatencyHistogram merged = new();
            foreach (LatencyHistogram part in parts)
            {
                merged.Merge(part);
            }

            Assert.Equal(Shown(Of(test.values)), Shown(merged));
            Assert.Equal(Shown(Of(test.values)), Shown(Of(test.values.Reverse())));
        });

    [Fact]
    public void Buckets_hold_what_was_counted_stand_in_order_and_bring_the_same_histogram_back()
        => Always.Holds(s_values, values =>
        {
            LatencyHistogram histogram = Of(values);
            LatencyBucket[] buckets = [.. histogram.Buckets()];
            Assert.Equal(values.Length, buckets.Sum(bucket => bucket.Count));
            Assert.All(buckets, bucket => Assert.Equal(bucket.Count, values.Count(value => bucket.Lower <= value && value <= bucket.Upper)));
            Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.True(pair.First.Upper < pair.Second.Lower));
            LatencyHistogram stored = LatencyHistogram.Of(buckets, histogram.Sum, histogram.Min, histogram.Max);
            Assert.Equal(Shown(histogram), Shown(stored));
            stored.Merge(histogram);
            Assert.Equal(Shown(Of(values.Concat(values))), Shown(stored));
        });

    [Fact]
    public void More_of_a_kind_than_32_bits_hold_are_counted()
    {
        LatencyHistogram histogram = LatencyHistogram.Of([new(5, 5, uint.MaxValue), new(1000, 1003, 10_000_000_000)], 0, 5, 1000);
        histogram.Add(5);
        histogram.Add(5);
        histogram.Merge(LatencyHistogram.Of([new(5, 5, (1L << 33) - 1)], 0, 5, 5));
        Assert.Equal([new LatencyBucket(5, 5, (1L << 32) + 1 + (1L << 33) - 1), new(1000, 1003, 10_000_000_000)], histogram.Buckets());
        Assert.Equal(5, histogram.Percentile(50));
        Assert.InRange(histogram.Percentile(99), 1000, 1003);
    }

    [Fact]
    public void A_sum_too_large_for_a_number_stays_at_the_largest()
    {
        LatencyHistogram histogram = Of([long.MaxValue - 1, 1]);
        Assert.Equal(long.MaxValue, histogram.Sum);
        histogram.Merge(Of([7]));
        histogram.Add(7);
        Assert.Equal((long.MaxValue, 4), (histogram.Sum, histogram.Count));
    }

    [Fact]
    public void Without_values_there_is_no_percentile_and_nothing_to_list()
    {
        LatencyHistogram histogram = new();
        histogram.Merge(new());
        Assert.Equal((0, 0, 0, 0), (histogram.Count, histogram.Sum, histogram.Min, histogram.Max));
        Assert.Equal((double.NaN, double.NaN), (histogram.Percentile(50), histogram.Mean));
        Assert.Empty(histogram.Buckets());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void A_percentile_is_from_0_to_100(double percent)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Of([1]).Percentile(percent));

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_latency_below_zero_is_refused_and_not_counted(long micros)
    {
        LatencyHistogram histogram = Of([0, long.MaxValue]);
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Add(micros));
        Assert.Equal((2, 0), (histogram.Count, histogram.Min));
    }

    [Fact]
    public void Adding_to_a_stretch_that_was_seen_allocates_nothing()
    {
        LatencyHistogram histogram = Of([0, 10_000_000]);
        histogram.Add(1);
        Allocated.Nothing(() =>
        {
            for (int value = 0; value < 100_000; value++)
            {
                histogram.Add(value * 99);
            }
        });
    }

    [Fact]
    public void A_group_that_saw_one_call_is_small()
    {
        const int Groups = 1000;
        LatencyHistogram[] groups = new LatencyHistogram[Groups];
        long bytes = Allocated.Bytes(() =>
        {
            for (int index = 0; index < Groups; index++)
            {
                groups[index] = new();
                groups[index].Add(123_456);
            }
        });
        Assert.InRange(bytes / Groups, 1, 280);
    }

    private static LatencyHistogram Of(IEnumerable<long> values)
    {
        LatencyHistogram histogram = new();
        foreach (long value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }

    private static void CheckExact(long[] values, LatencyHistogram histogram)
    {
        Int128 sum = values.Aggregate((Int128)0, (total, value) => total + value);
        Assert.Equal(values.Length, histogram.Count);
        Assert.Equal(sum > long.MaxValue ? long.MaxValue : (long)sum, histogram.Sum);
        Assert.Equal((values.DefaultIfEmpty().Min(), values.DefaultIfEmpty().Max()), (histogram.Min, histogram.Max));
    }

    private static void CheckPercentiles(long[] values, LatencyHistogram histogram)
    {
        long[] sorted = [.. values.Order()];
        foreach (double percent in values.Length > 0 ? s_percents : [])
        {
            double expected = Reference(sorted, percent);
            Assert.InRange(histogram.Percentile(percent), expected * (1 - LatencyHistogram.RelativeError), expected * (1 + LatencyHistogram.RelativeError));
        }

        Assert.True(LatencyHistogram.RelativeError < 0.01);
    }

    private static double Reference(long[] sorted, double percent)
    {
        double place = (sorted.Length - 1) * (percent / 100);
        int below = (int)place;
        double share = place - below;
        return share == 0 ? sorted[below] : (sorted[below] * (1 - share)) + (sorted[below + 1] * share);
    }

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Shown(LatencyHistogram histogram)
    {
        StringBuilder text = new($"{histogram.Count} {histogram.Sum} {histogram.Min} {histogram.Max}");
        text.AppendJoin(' ', histogram.Buckets()).AppendJoin(' ', s_percents.Select(histogram.Percentile));
        return text.ToString();
    }
}
