using LogStats.Elf.Rules;

namespace LogStats.Tests.Elf.Rules;

public sealed class PatternCountsTests
{
    [Fact]
    public void All_values_and_the_distinct_ones_are_counted_and_merge_by_name()
    {
        PatternCounts first = new(["uid", "lang"]);
        first.Add([7, 0]);
        first.Add([7, 1]);
        first.Add([8, 0]);
        first.Add([]);
        PatternCounts second = new(["lang", "uid", "late"]);
        second.Add([1, 9, 5]);
        second.Add([0, 7, 0]);
        first.Merge(second);
        Assert.Equal([("uid", 5, 3), ("lang", 2, 1), ("late", 1, 1)],
            Enumerable.Range(0, first.Count).Select(index => (first.Name(index), first.Total(index), first.Distinct(index))));
    }
}
