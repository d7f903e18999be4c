using FsCheck;
using FsCheck.Fluent;
using LogStats.Tally;

namespace LogStats.Tests.Tally;

public class TimeCellsTests
{
    [Fact]
    public void Cells_add_up_as_a_table_by_time_does_whatever_comes_in_whichever_order()
        => Prop.ForAll(Gen.Choose(0, 5000).Select(static minute => (long)minute + 1_000_000_000).ListOf().ToArbitrary(), Gen.Elements(TimeCells.Widths).ToArbitrary(), static (minutes, width) =>
        {
            TimeCells first = new(2);
            TimeCells second = new(2);
            Dictionary<long, long> plain = [];
            foreach (long minute in minutes)
            {
                _ = (minute % 3 == 0 ? first : second).Add(minute, [1, minute]);
                plain[minute - (minute % width)] = plain.GetValueOrDefault(minute - (minute % width)) + 1;
            }

            second.Widen(width);
            first.Merge(second);
            first.Sort();
            return Enumerable.Range(0, first.Count).Select(index => (first.Time(index), first.Values(index)[0])).SequenceEqual(
                    plain.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key, pair.Value)))
                && Enumerable.Range(0, first.Count).Sum(index => first.Values(index)[1]) == minutes.Sum();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Too_many_cells_become_wider_and_lose_nothing()
    {
        CellBound bound = new();
        TimeCells[] groups = [.. Enumerable.Range(0, 700).Select(static _ => new TimeCells(1))];
        foreach (TimeCells cells in groups)
        {
            for (int minute = 0; minute < 1000; minute++)
            {
                bound.Cells += cells.Add(1_000_000_000 + minute, [1]);
            }
        }

        Assert.True(bound.IsFull);
        bound.Fit([groups.Select((cells, index) => ((long)index, (TimeCells?)cells))]);

        Assert.False(bound.IsFull);
        Assert.Equal(1, groups[^1].Width);
        Assert.Equal(5, groups[0].Width);
        Assert.All(groups, cells => Assert.Equal(1000, Enumerable.Range(0, cells.Count).Sum(index => cells.Values(index)[0])));
    }
}
