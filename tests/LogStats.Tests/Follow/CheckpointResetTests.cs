using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>A place that is moved by hand: what the next start reads.</summary>
public sealed class CheckpointResetTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(1 << 18)]
    [InlineData(3)]
    public void To_the_beginning_all_lines_of_the_file_come_again_under_their_names(int block)
    {
        _log.Options = _log.Options with { BlockSize = block };
        _log.Append("first\n").Settle(stopped: false).Rename().Append("a\nb\n").Settle(stopped: true);
        string[] keys = [.. _log.Keys[1..]];
        _log.Taken();
        Reset(CheckpointReset.Beginning);
        _log.Drain();
        Assert.Equal("a b", _log.Taken());
        Assert.Equal(keys, _log.Keys[3..]);
    }

    [Fact]
    public void To_the_beginning_also_where_it_was_rotated_since()
    {
        _log.Append("a\nb\n").Settle(stopped: true).Rename().Compress("app.log.1").Append("c\n");
        _log.Taken();
        Reset(CheckpointReset.Beginning);
        Assert.Equal("a b c", _log.Drain().Taken());
    }

    [Fact]
    public void To_the_end_nothing_that_is_there_is_read()
    {
        _log.Append("a\n").Settle(stopped: true).Append("b\nbegun");
        _log.Taken();
        Reset(CheckpointReset.End);
        _log.Append(" since\n").Drain();
        Assert.Equal("begun since", _log.Taken());
    }

    [Fact]
    public void To_the_end_of_the_file_that_took_its_place()
    {
        _log.Append("a\n").Settle(stopped: true).Append("b\n").Rename().Append("c\n");
        _log.Taken();
        Reset(CheckpointReset.End);
        _log.Append("d\n").Drain();
        Assert.Equal("d", _log.Taken());
        Assert.EndsWith("-1@2", _log.Keys[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void To_the_end_where_nothing_stands_at_the_path()
    {
        _log.Append("a\n").Settle(stopped: true).Append("b\n").Rename();
        _log.Taken();
        Reset(CheckpointReset.End);
        _log.Append("c\n").Drain();
        Assert.Equal("c", _log.Taken());
    }

    [Theory]
    [InlineData(0, "a bb ccc")]
    [InlineData(1, "a bb ccc")]
    [InlineData(2, "bb ccc")]
    [InlineData(4, "bb ccc")]
    [InlineData(5, "ccc")]
    [InlineData(1000, "")]
    public void To_the_line_that_an_offset_is_in(long offset, string expected)
    {
        _log.Append("a\nbb\nccc\n").Settle(stopped: true);
        _log.Taken();
        Reset(at => CheckpointReset.Offset(at, offset));
        Assert.Equal(expected, _log.Drain().Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void To_an_offset_in_a_file_that_was_rotated_since(bool compressed)
    {
        _log.Append("a\nbb\nccc\n").Settle(stopped: true).Rename().Append("new\n");
        _ = compressed ? _log.Compress("app.log.1") : _log;
        _log.Taken();
        Reset(at => CheckpointReset.Offset(at, 3));
        Assert.Equal("bb ccc new", _log.Drain().Taken());
    }

    [Fact]
    public void To_an_offset_of_a_file_that_is_gone_is_refused()
    {
        _log.Append("a\n").Settle(stopped: true).Delete().Append("b\n");
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Reset(at => CheckpointReset.Offset(at, 0)));
        Assert.Equal(FaultId.PathNotFound, fault.Id);
        Assert.Equal($"The file that the checkpoint of '{_log.File()}' is in is gone: neither at its path nor among the rotated files beside it.", fault.Message);
        Assert.Equal("Go on with what is there: reset it to Beginning or to End.", fault.Advice);
    }

    [Fact]
    public void What_is_kept_of_open_sessions_goes()
    {
        FollowPosition at = new() { Path = _log.File(), State = "sessions", Front = new FilePrint(1, 1), Offset = 5, Tail = new FilePrint(1, 1) };
        Assert.Null(CheckpointReset.Beginning(at).State);
        Assert.Null(CheckpointReset.End(at).State);
        Assert.Null(CheckpointReset.Beginning(at with { Front = default }).State);
    }

    [Fact]
    public void Of_a_path_whose_file_was_never_there()
    {
        _log.Drain().Commit().Stop();
        Reset(CheckpointReset.Beginning);
        _log.Append("a\n").Drain();
        Assert.Equal("a", _log.Taken());
    }

    [Fact]
    public void A_checkpoint_tells_how_far_its_log_is_ahead()
    {
        _log.Append("a\n").Settle(stopped: true).Append("bb\n");
        LogCheckpoint kept = Kept();
        Assert.Equal(("default", _log.File(), 2, 3, false, false), (kept.Name, kept.Path, kept.Offset, kept.Behind, kept.IsRotated, kept.IsFinished));
        _log.Rename();
        Assert.Equal((null, false), (Kept().Behind, Kept().IsRotated));
        _log.Append("c\n");
        Assert.Equal((null, true), (Kept().Behind, Kept().IsRotated));
    }

    public void Dispose() => _log.Dispose();

    private LogCheckpoint Kept() => new(Assert.Single(_log.Store.List()));

    private void Reset(Func<FollowPosition, FollowPosition> move)
        => Assert.True(_log.Store.SaveAsync("default", [move(Assert.Single(_log.Store.List()).Position)], [], "", default).IsCompletedSuccessfully);
}
