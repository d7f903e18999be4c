using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Tally;

/// <summary>Distinct values beside a set of them: exact up to the bound, and close beyond it whatever the values are.</summary>
public sealed class DistinctCountTests
{
    [Fact]
    public void Up_to_the_bound_it_is_a_set()
        => Always.Holds(Gen.Choose(0, 1500).ArrayOf().Resize(2500), values =>
        {
            DistinctCount count = Of(values.Select(value => (ulong)value));
            int distinct = values.Distinct().Count();
            Assert.Equal(distinct <= DistinctCount.ExactBound, count.IsExact);
            Assert.True(!count.IsExact || count.Count == distinct);
        }, Always.Shorter);

    [Theory]
    [InlineData(DistinctCount.ExactBound, true)]
    [InlineData(DistinctCount.ExactBound + 1, false)]
    public void The_bound_is_the_last_exact_number(int distinct, bool isExact)
    {
        DistinctCount count = Of(Enumerable.Range(0, distinct).Concat(Enumerable.Range(0, distinct)).Select(value => (ulong)value));
        Assert.Equal(isExact, count.IsExact);
        Assert.InRange(count.Count, distinct * (isExact ? 1 : 0.95), distinct * (isExact ? 1 : 1.05));
    }

    [Theory]
    [InlineData("numbers")]
    [InlineData("high bits")]
    [InlineData("addresses")]
    [InlineData("texts")]
    public void Estimates_are_close_whatever_the_values_are(string kind)
    {
        DistinctCount count = new();
        for (int index = 1; index <= 1_000_000; index++)
        {
            count.Add(Hash(kind, index));
            count.Add(Hash(kind, (index / 2) + 1));
            if (index is 2_000 or 10_000 or 30_000 or 100_000 or 1_000_000)
            {
                Assert.InRange(count.Count, index * 0.95, index * 1.05);
            }
        }
    }

    [Fact]
    public void The_standard_error_is_as_stated_between_few_and_many()
    {
        const int Trials = 60;
        Random random = new(5);
        foreach (int distinct in (int[])[1_100, 5_000, 10_000, 20_000, 50_000])
        {
            double squares = 0;
            for (int trial = 0; trial < Trials; trial++)
            {
                DistinctCount count = Of(Enumerable.Range(0, distinct).Select(_ => (ulong)random.NextInt64()));
                squares += Math.Pow((count.Count - distinct) / (double)distinct, 2);
            }

            Assert.InRange(Math.Sqrt(squares / Trials), 0.0001, DistinctCount.StandardError * 1.3);
        }
    }

    [Fact]
    public void Merged_in_any_order_it_is_as_one_pass()
        => Always.Holds(from size in Gen.Choose(0, 4000) from parts in Gen.Choose(1, 5) from overlap in Gen.Choose(0, 500)
                        from order in Gen.Shuffle(Enumerable.Range(0, parts).ToArray()) select (size, parts, overlap, order), test =>
        {
            int step = test.size / test.parts;
            DistinctCount merged = new();
            foreach (int part in test.order)
            {
                merged.Merge(Of(Enumerable.Range(part * step, step + test.overlap).Select(value => (ulong)value)));
            }

            DistinctCount once = Of(Enumerable.Range(0, (test.parts * step) + test.overlap).Select(value => (ulong)value));
            Assert.Equal((once.IsExact, once.Count), (merged.IsExact, merged.Count));
        });

    [Fact]
    public void One_that_holds_little_is_small_and_none_is_large()
    {
        const int Counts = 1000;
        DistinctCount[] counts = [.. Enumerable.Range(0, Counts).Select(_ => new DistinctCount())];
        Allocated.Nothing(() => AddTo(counts, 5));
        Assert.InRange(Allocated.Bytes(() => AddTo(counts, 50)) / Counts, 1, 2_100);
        Assert.InRange(Allocated.Bytes(() => AddTo(counts, 3000)) / Counts, 1, 40_000);
        Allocated.Nothing(() => AddTo(counts, 6000));
    }

    private static void AddTo(DistinctCount[] counts, ulong values)
    {
        foreach (DistinctCount count in counts)
        {
            for (ulong value = 0; value < values; value++)
            {
                count.Add(value);
            }
        }
    }

    private static ulong Hash(string kind, int index) => kind switch
    {
        "numbers" => (ulong)index,
        "high bits" => (ulong)index << 44,
        "addresses" => ByteHash.Of(new IPAddress(BitConverter.GetBytes(IPAddress.HostToNetworkOrder(0x0A000000 + index))).GetAddressBytes()),
        _ => ByteHash.Of(Encoding.ASCII.GetBytes($"10.{index >> 16}.{(index >> 8) & 255}.{index & 255}")),
    };

    private static DistinctCount Of(IEnumerable<ulong> hashes)
    {
        DistinctCount count = new();
        foreach (ulong hash in hashes)
        {
            count.Add(hash);
        }

        return count;
    }
}
