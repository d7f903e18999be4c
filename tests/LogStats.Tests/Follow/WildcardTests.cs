using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>Many files by one pattern.</summary>
public sealed class WildcardTests : IDisposable
{
    private readonly LogFolder _log = new();

    public WildcardTests() => _log.Options = _log.Options with { Paths = [_log.File("*.log*")] };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_that_come_later_are_read_from_their_start(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Append("b\n", "two.log").Append("c\n").Drain();
        Assert.Equal("a c b", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rotated_file_that_the_pattern_matches_is_not_read_twice(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Append("b\n").Rename().Append("c\n").Drain();
        _log.Settle(stopped).Rename().Compress("app.log.2").Append("d\n").Drain();
        Assert.Equal("a b c d", _log.Taken());
        Assert.Equal([_log.File()], _log.Follower.Paths);
    }

    [Fact]
    public void Rotated_files_that_the_pattern_matches_at_the_start_are_read_first_the_oldest_first()
    {
        _log.Append("a\n").Rename().Compress("app.log.1").Append("b\n").Rename().Append("c\n").Drain();
        Assert.Equal("a b c", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_that_are_gone_and_were_read_are_forgotten(bool stopped)
    {
        _log.Append("a\n").Append("b\n", "two.log").Settle(stopped).Delete("two.log").Drain();
        _log.Drain().Commit();
        Assert.Equal([_log.File()], _log.Store.List().Select(one => one.Position.Path));
        Assert.Equal([_log.File()], _log.Follower.Paths);
        _log.Append("c\n", "two.log").Drain();
        Assert.Equal("a b c", _log.Taken());
    }

    [Fact]
    public void Positions_of_files_that_are_no_longer_asked_for_stay_while_there_is_such_a_file()
    {
        _log.Append("a\n").Append("b\n", "two.log").Append("c\n", "three.log").Settle(stopped: true);
        _log.Options = _log.Options with { Paths = [_log.File()] };
        _log.Delete("three.log").Append("d\n").Settle(stopped: true);
        Assert.Equal([_log.File(), _log.File("two.log")], _log.Store.List().Select(one => one.Position.Path).Order());
    }

    [Fact]
    public void A_folder_that_is_not_there_yet()
    {
        _log.Options = _log.Options with { Paths = [_log.File(Path.Join("later", "*.log"))] };
        Assert.Equal("", _log.Drain().Taken());
        Directory.CreateDirectory(_log.File("later"));
        _log.Append("a\n", Path.Join("later", "x.log")).Drain();
        Assert.Equal("a", _log.Taken());
    }

    /// <summary>Few stay open; those closed are known again, also when they were replaced meanwhile.</summary>
    [Fact]
    public void Many_files_need_few_handles()
    {
        _log.Options = _log.Options with { MaximumOpen = 5 };
        for (int file = 0; file < 300; file++)
        {
            _log.Append($"{file}\n", $"f{file:d3}.log");
        }

        _log.Drain();
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 300)), _log.Taken());
        Assert.Equal(5, _log.Follower.OpenFiles);

        _log.Append("x\n", "f200.log").Append("y\n", "f250.log").Move("f250.log", "f250.log.1").Append("z\n", "f250.log");
        _log.Delete("f299.log").Append("new\n", "f299.log").Drain();
        Assert.Equal("x y z new", _log.Taken());
    }

    [Theory]
    [InlineData("app.log", "app.log.1", true)]
    [InlineData("app.log", "app.log.2.gz", true)]
    [InlineData("app.log", "app.log.gz", true)]
    [InlineData("app.log", "app.log-20240501", true)]
    [InlineData("app.log", "app.log.2024-05-01-13.gz", true)]
    [InlineData("app.log", "app.log.old", true)]
    [InlineData("app.log", "app-20240501.log", true)]
    [InlineData("app.log", "app-2024-05-01.log.gz", true)]
    [InlineData("app.log", "app.log", false)]
    [InlineData("app.log", "app-1.log", false)]
    [InlineData("app.log", "app.log2", false)]
    [InlineData("app.log", "application.log.1", false)]
    [InlineData("app.log", "app.log.offset", false)]
    [InlineData("mail", "mail.err", false)]
    [InlineData("mail", "mail.1", true)]
    public void Names_that_rotation_makes(string live, string name, bool expected)
    {
        Assert.Equal(expected, RotatedName.Is(name, live));
        Assert.Equal(expected, RotatedName.IsOfAny(name, [live, "other.log", name]));
    }

    public void Dispose() => _log.Dispose();
}
