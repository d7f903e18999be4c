using System.Text;
using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>Going back in what was read, wherever rotation has put it.</summary>
public sealed class RewindTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(1 << 18)]
    [InlineData(3)]
    public void What_stands_behind_is_given_again_under_the_same_names(int block)
    {
        _log.Options = _log.Options with { BlockSize = block };
        _log.Append("one\ntwo\nthree\n").Drain();
        string[] keys = [.. _log.Keys];
        _ = _log.Taken();
        Assert.True(_log.Follower.Rewind(At(4)));
        _log.Append("four\n").Drain();
        Assert.Equal("two three four", _log.Taken());
        Assert.Equal(keys[1..], _log.Keys[3..5]);
        Assert.True(_log.Follower.Rewind(At(0)));
        Assert.Equal("one two three four", _log.Drain().Taken());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(-1)]
    public void Nothing_changes_where_no_line_begins(long offset)
    {
        _log.Append("one\ntwo\nthree\n").Drain();
        Assert.False(_log.Follower.Rewind(At(offset)));
        Assert.False(_log.Follower.Rewind(At(4) with { Path = _log.File("other.log") }));
        _ = _log.Taken();
        Assert.Equal("four", _log.Append("four\n").Drain().Taken());
    }

    [Theory]
    [InlineData("rename")]
    [InlineData("copy")]
    [InlineData("gzip")]
    public void From_a_file_that_was_rotated_it_goes_on_through_those_that_came_after(string how)
    {
        _log.Append("a1\na2\n").Drain();
        FollowPosition first = At(3);
        _ = how == "copy" ? _log.CopyTruncate() : _log.Rename();
        _log.Append("b1\n").Drain().Rename().Append("c1\n").Drain();
        _ = how == "gzip" ? _log.Compress("app.log.2") : _log;
        string[] keys = [.. _log.Keys];
        _ = _log.Taken();
        Assert.True(_log.Follower.Rewind(first));
        Assert.Equal("a2 b1 c1", _log.Drain().Taken());
        Assert.Equal(keys[1..], _log.Keys[4..]);
    }

    [Fact]
    public void A_file_that_is_gone_is_none_to_go_back_to()
    {
        _log.Append("a1\na2\n").Drain();
        FollowPosition first = At(3);
        _log.Rename().Append("b1\n").Drain().Delete("app.log.1");
        _ = _log.Taken();
        Assert.False(_log.Follower.Rewind(first));
        Assert.Equal("b2", _log.Append("b2\n").Drain().Taken());
    }

    [Fact]
    public void A_file_without_a_name_is_read_again_while_it_is_open()
    {
        _log.Append("a1\na2\n").Drain();
        _log.Delete();
        Assert.True(_log.Follower.Rewind(At(0)));
        _ = _log.Taken();
        Assert.Equal("a1 a2", _log.Drain().Taken());
    }

    [Fact]
    public void A_file_may_be_given_another_number()
    {
        _log.Append("a1\n").Drain();
        FollowPosition at = At(0);
        string name = at.FileId[..^1] + "7";
        Assert.True(_log.Follower.Rewind(at with { Number = 7, FileId = name }));
        _log.Drain().Rename().Append("a1\n").Drain();
        Assert.Equal([$"{name}@0", $"{at.FileId[..^1]}8@0"], _log.Keys[1..]);
        Assert.Equal(8, _log.Follower.PositionOf(_log.File())!.Number);
    }

    [Fact]
    public void Files_are_found_the_oldest_first_and_read_without_going_there()
    {
        _log.Append("a1\na2\n").Rename().Append("b1\n").Rename().Compress("app.log.2").Append("c1\n").Rename().Append("").Append("d");
        FollowPosition[] files = [.. _log.Follower.FilesOf(_log.File())];
        Assert.Equal(3, files.Length); // The name of one without a whole line is not known yet.
        byte[] bytes = new byte[3];
        Assert.True(_log.Follower.Reread(files[0] with { Offset = 3 }, bytes));
        Assert.Equal("a2\n", Encoding.ASCII.GetString(bytes));
        Assert.False(_log.Follower.Reread(files[0] with { Offset = 3 }, new byte[4]));
        Assert.False(_log.Follower.Reread(files[0] with { Offset = 4 }, new byte[1]));
        Assert.True(_log.Follower.Rewind(files[1]));
        Assert.Equal("b1 c1", _log.Drain().Taken());
    }

    public void Dispose() => _log.Dispose();

    private FollowPosition At(long offset) => _log.Follower.PositionOf(_log.File())! with { Offset = offset };
}
