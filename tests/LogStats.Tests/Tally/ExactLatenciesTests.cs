using FsCheck;
using FsCheck.Fluent;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Tally;

/// <summary>The numbers of elfstatsd, to the digit: its own samples, and a plain list that is sorted.</summary>
public sealed class ExactLatenciesTests
{
    private static readonly Gen<int[]> s_values = Gen.OneOf(Gen.Choose(0, 50), Gen.Choose(0, 100_000)).ArrayOf().Resize(300);

    [Theory]
    [InlineData(4135, 4)]
    [InlineData(4466, 4)]
    [InlineData(4500, 5)]
    [InlineData(99_999, 100)]
    [InlineData(5_104_543, 5105)]
    [InlineData(0, 0)]
    [InlineData(499, 0)]
    [InlineData(long.MaxValue, 9_223_372_036_854_776)]
    public void Microseconds_are_rounded_to_milliseconds(long micros, long milliseconds)
        => Assert.Equal(milliseconds, ExactLatencies.OfMicroseconds(micros));

    [Theory]
    [InlineData(1.123456789, 1123)]
    [InlineData(0.54478, 545)]
    [InlineData(0.0, 0)]
    [InlineData(0.0005, 1)]
    [InlineData(1.001, 1001)]
    [InlineData(12.0, 12_000)]
    public void Seconds_are_rounded_to_milliseconds(double seconds, long milliseconds)
        => Assert.Equal(milliseconds, ExactLatencies.OfSeconds(seconds));

    [Theory]
    [InlineData(25, 30)]
    [InlineData(50, 50)]
    [InlineData(75, 70)]
    [InlineData(0, 10)]
    [InlineData(100, 90)]
    public void Percentiles_of_nine(double percent, long expected)
        => Assert.Equal(expected, Of([10, 20, 30, 40, 50, 60, 70, 80, 90]).Percentile(percent));

    [Fact]
    public void Between_two_values_it_is_rounded()
    {
        Assert.Equal(55, Of([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).Percentile(50));
        Assert.Equal(3, Of([2, 3]).Percentile(50));
        Assert.Equal(4, Of([3, 4]).Percentile(50));
    }

    [Fact]
    public void The_average_has_no_fraction()
        => Assert.Equal((50, 1, 10, 90), (Of([10, 20, 30, 40, 50, 60, 70, 80, 90]).Average, Of([1, 2]).Average, Of([90, 10]).Shortest, Of([90, 10]).Longest));

    [Fact]
    public void It_is_a_sorted_list_in_every_answer()
        => Always.Holds(s_values, values =>
        {
            ExactLatencies latencies = Of(values);
            int[] sorted = [.. values.Order()];
            Assert.Equal((sorted.Length, sorted.Sum(value => (long)value)), (latencies.Count, latencies.Sum));
            Assert.Equal((sorted.FirstOrDefault(), sorted.LastOrDefault()), (latencies.Shortest, latencies.Longest));
            for (int percent = 0; percent <= 100; percent++)
            {
                Assert.Equal(Reference(sorted, percent), latencies.Percentile(percent));
            }
        }, Always.Shorter);

    [Fact]
    public void Merged_it_is_as_one_pass()
        => Always.Holds(from values in s_values from cut in Gen.Choose(0, 300) select (values, cut), test =>
        {
            ExactLatencies merged = Of(test.values.Take(test.cut));
            merged.Merge(Of(test.values.Skip(test.cut)));
            ExactLatencies once = Of(test.values);
            Assert.Equal((once.Count, once.Sum, once.Shortest, once.Longest), (merged.Count, merged.Sum, merged.Shortest, merged.Longest));
            Assert.All(Enumerable.Range(0, 101), percent => Assert.Equal(once.Percentile(percent), merged.Percentile(percent)));
        });

    [Fact]
    public void Past_the_bound_of_distinct_values_it_says_so_and_stays_close()
    {
        ExactLatencies latencies = new(100);
        for (int value = 0; value < 100_000; value++)
        {
            latencies.Add(value);
        }

        ExactLatencies merged = new(100);
        merged.Merge(latencies);
        Assert.All([latencies, merged], all =>
        {
            Assert.Equal((false, 100_000, 4_999_950_000, 99_999), (all.IsExact, all.Count, all.Sum, all.Longest));
            Assert.InRange((double)all.Percentile(50)!, 49_999 * 0.99, 50_000);
        });
    }

    [Fact]
    public void Without_values_there_is_no_percentile()
    {
        ExactLatencies latencies = Of([]);
        Assert.Equal((null, 0, 0, 0, true), (latencies.Percentile(50), latencies.Average, latencies.Shortest, latencies.Longest, latencies.IsExact));
    }

    private static ExactLatencies Of(IEnumerable<int> values)
    {
        ExactLatencies latencies = new();
        foreach (int value in values)
        {
            latencies.Add(value);
        }

        return latencies;
    }

    private static long? Reference(int[] sorted, int percent)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        double place = (sorted.Length - 1) * percent / 100.0;
        (double floor, double ceiling) = (Math.Floor(place), Math.Ceiling(place));
        return floor == ceiling ? sorted[(int)place]
            : (long)Math.Floor((sorted[(int)floor] * (ceiling - place)) + (sorted[(int)ceiling] * (place - floor)) + 0.5);
    }
}
