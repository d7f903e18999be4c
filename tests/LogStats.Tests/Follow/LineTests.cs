namespace LogStats.Tests.Follow;

/// <summary>What is given of a growing file, and what is saved of it.</summary>
public sealed class LineTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(1 << 18)]
    [InlineData(1)]
    [InlineData(3)]
    public void Only_whole_lines_are_given_and_a_return_before_the_feed_is_no_part_of_them(int block)
    {
        _log.Options = _log.Options with { BlockSize = block };
        _log.Append("a\r\n\n\r\r\nb\rc\nd").Drain();
        Assert.Equal(["a", "", "\r", "b\rc"], _log.Lines);
        _log.Append("e\r").Drain();
        _log.Append("\nf").Drain();
        Assert.Equal(["a", "", "\r", "b\rc", "de"], _log.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_begun_line_is_not_given_and_not_saved_before_it_is_whole(bool stopped)
    {
        _log.Append("a\nbeg").Settle(stopped);
        Assert.Equal(2, _log.Store.List()[0].Position.Offset);
        _log.Append("un\n").Drain();
        Assert.Equal("a begun", _log.Taken());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public void A_line_that_is_too_long_is_counted_and_passed_over(int block)
    {
        _log.Options = _log.Options with { BlockSize = block, MaximumLine = 20 };
        _log.Append("a\n" + new string('x', 20) + "\n" + new string('y', 21) + "\nb\n").Drain();
        Assert.Equal($"a {new string('x', 20)} b", _log.Taken());
        Assert.Equal(1, _log.Follower.LinesTooLong);

        _log.Append(new string('z', 500)).Drain().Append("z\nc\n").Settle(stopped: true).Append("d\n").Drain();
        Assert.Equal("c d", _log.Taken());
    }

    [Fact]
    public void A_line_that_is_too_long_takes_no_more_memory_than_others()
    {
        _log.Options = _log.Options with { BlockSize = 1 << 12, MaximumLine = 1 << 12 };
        _log.Append(new string('x', 4 << 20) + "\n").Look();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _log.Drain().Append("a\n").Drain();
        Assert.Equal("a", _log.Taken());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 18);
    }

    [Fact]
    public void A_look_is_bounded()
    {
        _log.Options = _log.Options with { Paths = [_log.File("*.log")], BlockSize = 10, LookLength = 20 };
        _log.Append(string.Concat(Enumerable.Repeat("x\n", 50)), "long.log").Append("y\n", "short.log");
        Assert.True(_log.Look());
        Assert.Equal(11, _log.Lines.Count);
        Assert.False(_log.Follower.IsAtEnd);
        _log.Drain();
        Assert.Equal(51, _log.Lines.Count);
        Assert.True(_log.Follower.IsAtEnd);
    }

    [Fact]
    public void A_line_whose_taker_fails_is_given_again()
    {
        _log.Append("a\nb\nc\n");
        _log.Taking = line => { if (line == "b") { throw new InvalidOperationException(line); } };
        _ = Assert.Throws<InvalidOperationException>(() => _log.Look());
        _log.Commit().Taking = null;
        _log.Drain();
        Assert.Equal("a b c", _log.Taken());
    }

    [Fact]
    public void Lines_since_the_last_commit_come_again_under_the_same_names()
    {
        _log.Append("#head\na\n").Drain().Commit().Append("b\n").Rename().Append("#head\nc\n").Drain();
        string[] keys = [.. _log.Keys];
        _log.Stop().Compress("app.log.1").Drain();
        Assert.Equal("#head a b #head c b #head c", _log.Taken());
        Assert.Equal([.. keys, .. keys[2..]], _log.Keys);
        Assert.Equal(5, keys.Distinct().Count());
    }

    [Fact]
    public void Nothing_new_is_not_saved_again()
    {
        _log.Append("a\n").Drain().Commit();
        int saves = _log.Store.Saves;
        _log.Drain().Commit().Drain().Commit();
        Assert.Equal(saves, _log.Store.Saves);
    }

    public void Dispose() => _log.Dispose();
}
