using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>Positions that are committed later than they were made, and takers that have enough.</summary>
public sealed class FollowMarkTests
{
    [Fact]
    public async Task A_mark_saves_what_was_given_before_it_and_nothing_later()
    {
        using LogFolder logs = new();
        logs.Append("1\n2\n");
        _ = logs.Follower.Look(logs);
        FollowMark first = logs.Follower.Mark()!;
        logs.Append("3\n");
        _ = logs.Follower.Look(logs);
        Assert.NotNull(logs.Follower.Mark());
        await logs.Follower.CommitAsync(first);
        logs.Stop();
        _ = logs.Follower.Look(logs);
        Assert.Equal(["1", "2", "3", "3"], logs.Lines);

        await logs.Follower.CommitAsync();
        logs.Stop();
        _ = logs.Follower.Look(logs);
        Assert.Equal(4, logs.Lines.Count);
    }

    [Fact]
    public async Task What_is_not_to_be_saved_is_not_even_where_it_was_marked()
    {
        using LogFolder logs = new();
        logs.Options = logs.Options with { Paths = [logs.File("a.log"), logs.File("b.log")] };
        logs.Append("1\n", "a.log").Append("2\n", "b.log");
        _ = logs.Follower.Look(logs);
        FollowMark mark = logs.Follower.Mark()!;
        logs.Follower.NotSaved = new HashSet<string> { logs.File("b.log") };
        logs.Append("3\n", "b.log");
        _ = logs.Follower.Look(logs);
        await logs.Follower.CommitAsync(mark);
        await logs.Follower.CommitAsync();
        logs.Stop();
        _ = logs.Follower.Look(logs);
        Assert.Equal(["1", "2", "3", "2", "3"], logs.Lines);
    }

    [Fact]
    public void A_taker_that_has_enough_gets_the_rest_of_every_path_in_turn()
    {
        using LogFolder logs = new();
        string[] names = ["a.log", "b.log", "c.log"];
        foreach (string name in names)
        {
            logs.Append(string.Concat(Enumerable.Range(0, 10).Select(at => $"{name[0]}{at}\n")), name);
        }

        logs.Options = logs.Options with { Paths = [.. names.Select(name => logs.File(name))], BlockSize = 6, LookLength = 12 };
        Few few = new();
        while (logs.Follower.Look(few) || !logs.Follower.IsAtEnd)
        {
            few.Left = 2;
        }

        Assert.Equal(30, few.Lines.Distinct().Count());
        Assert.Equal(30, few.Lines.Count);
        Assert.Equal(["a0", "a1", "b0", "b1", "c0", "c1", "a2"], few.Lines.Take(7));
    }

    private sealed class Few : IFollowedLines
    {
        public int Left { get; set; } = 2;

        public bool WantsMore => Left > 0;

        public List<string> Lines { get; } = [];

        public void Line(in FollowedLine line)
        {
            Lines.Add(System.Text.Encoding.ASCII.GetString(line.Bytes));
            Left--;
        }
    }
}
