namespace LogStats.Tests.Follow;

/// <summary>Each way to rotate, while the follower runs and while it is stopped and goes on from its checkpoint.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Renamed_and_made_anew(bool stopped)
    {
        _log.Append("a\nb\n").Settle(stopped).Append("c\n").Rename().Append("d\n").Drain();
        Assert.Equal("a b c d", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Renamed_and_its_writer_goes_on_with_the_old_file_for_a_while(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Append("b\n").Rename().Drain();
        _log.Append("c\n", "app.log.1").Append("").Drain();
        _log.Append("d\n", "app.log.1").Drain();
        Assert.Equal("a b c d", _log.Taken());
        _log.Append("e\n").Look();
        _log.Append("f\n", "app.log.1").Drain();
        Assert.Equal("f e", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_that_grow_with_each_rotation(bool stopped)
    {
        for (int number = 1; number <= 12; number++)
        {
            _log.Append($"{number}a\n").Settle(stopped).Append($"{number}b\n").Move("app.log", $"app.log.{number}");
            File.SetLastWriteTimeUtc(_log.File($"app.log.{number}"), new DateTime(2026, 1, 1).AddMinutes(number));
            _log.Append($"{number}c\n").Move("app.log", $"app.log.{++number}");
            File.SetLastWriteTimeUtc(_log.File($"app.log.{number}"), new DateTime(2026, 1, 1).AddMinutes(number));
        }

        _log.Append("end\n").Drain();
        Assert.Equal("1a 1b 1c 3a 3b 3c 5a 5b 5c 7a 7b 7c 9a 9b 9c 11a 11b 11c end", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_lowest_number_that_is_free(bool stopped)
    {
        for (int turn = 0; turn < 25; turn++)
        {
            string name = $"app.log.{(turn % 8) + 1}";
            _log.Append($"{turn}\n").Settle(stopped).Delete(name).Move("app.log", name);
            File.SetLastWriteTimeUtc(_log.File(name), new DateTime(2026, 1, 1).AddMinutes(turn));
        }

        _log.Append("end\n").Drain();
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 25)) + " end", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_has_two_names_for_a_moment_is_read_once(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Rename().Link("app.log.1", "app.log.2").Append("b\n").Drain();
        Assert.Equal("a b", _log.Taken());
        _log.Delete("app.log.1").Append("c\n").Drain();
        Assert.Equal("c", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_line_of_the_old_file_has_no_end(bool stopped)
    {
        _log.Append("a\nb").Settle(stopped);
        Assert.Equal("a", _log.Taken());
        _log.Append("b").Rename().Append("c\n").Drain();
        Assert.Equal("bb… c", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Deleted_and_made_anew(bool stopped)
    {
        _log.Append("a\nb\n").Settle(stopped).Delete().Append("c\nd\ne\n").Drain();
        Assert.Equal("a b c d e", _log.Taken());
    }

    [Fact]
    public void Deleted_while_its_unread_lines_are_held_open()
    {
        _log.Append("a\n").Settle(stopped: false).Append("b\nc").Delete();
        Assert.False(_log.Look());
        Assert.False(_log.Follower.IsAtEnd);
        _log.Drain();
        Assert.Equal("a b c…", _log.Taken());
        Assert.Equal(0, _log.Follower.OpenFiles);
        _log.Append("d\n").Drain();
        Assert.Equal("d", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_new_file_begins_with_the_same_line(bool stopped)
    {
        _log.Append("#head\na\n").Settle(stopped).Rename().Append("#head\na\n").Append("b\n").Drain();
        Assert.Equal("#head a #head a b", _log.Taken());
        Assert.Equal(5, _log.Keys.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_new_file_begins_with_the_same_line_and_the_old_one_is_gone(bool stopped)
    {
        _log.Append("#head\n").Settle(stopped).Delete().Append("#head\na\n").Drain();
        Assert.Equal("#head #head a", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copied_and_truncated(bool stopped)
    {
        _log.Append("a\nb\n").Settle(stopped).Append("c\n").CopyTruncate().Append("d\n").Drain();
        Assert.Equal("a b c d", _log.Taken());
        Assert.Contains("Recovered", _log.Told(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncated_and_regrown_past_the_offset(bool stopped)
    {
        _log.Append("a\nb\n").Settle(stopped).Append("c\n").CopyTruncate().Append("dddd\neeee\nffff\n").Drain();
        Assert.Equal("a b c dddd eeee ffff", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncated_and_regrown_with_the_same_front(bool stopped)
    {
        string front = new string('x', 5000) + "\n";
        _log.Append(front + "a\nb\n").Settle(stopped).Append("c\n").CopyTruncate().Append(front + "d\ne\nf\n").Drain();
        Assert.Equal($"{front.TrimEnd()} a b c {front.TrimEnd()} d e f", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncated_without_a_copy(bool stopped)
    {
        _log.Append("a\nb\n").Settle(stopped).Append("lost\n").CopyTruncate(keepCopy: false).Append("c\n").Drain();
        Assert.Equal("a b c", _log.Taken());
        Assert.Contains("Lost", _log.Told(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncated_while_only_a_part_of_its_first_line_stood_there(bool stopped)
    {
        _log.Append("a").Settle(stopped).CopyTruncate().Append("b\n").Drain();
        Assert.Equal("a… b", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Renamed_and_compressed(bool stopped)
    {
        _log.Append("a\nb\n").Settle(stopped).Append("c\n").Rename().Compress("app.log.1").Append("d\n").Drain();
        Assert.Equal("a b c d", _log.Taken());
    }

    [Fact]
    public void Compressed_in_the_middle_of_its_reading()
    {
        _log.Options = _log.Options with { BlockSize = 16, LookLength = 16 };
        _log.Append(string.Concat(Enumerable.Range(10, 80).Select(number => $"{number}\n")));
        Assert.True(_log.Look());
        _log.Commit().Stop().Rename().Compress("app.log.1").Append("new\n").Drain();
        Assert.Equal(string.Join(' ', Enumerable.Range(10, 80)) + " new", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rotated_several_times_between_looks(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Append("b\n").Rename();
        _log.Append("c\nd\n").Rename().Compress("app.log.2");
        _log.Append("e\n").Rename().Append("f\n").Drain();
        Assert.Equal("a b c d e f", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copied_and_truncated_several_times_between_looks(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Append("b\n").CopyTruncate().Append("c\nd\n").CopyTruncate();
        _log.Compress("app.log.2").Append("e\n").CopyTruncate().Append("f\n").Drain();
        Assert.Equal("a b c d e f", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rotated_several_times_and_the_oldest_deleted(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Rename();
        _log.Append("b\n").Rename();
        _log.Append("c\n").Rename().Delete("app.log.3").Append("d\n").Drain();
        Assert.Equal("a b c d", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rotated_into_names_with_dates(bool stopped)
    {
        _log.Append("a\n").Settle(stopped).Append("b\n").Move("app.log", "app.log-20240501");
        _log.Append("c\n").Move("app.log", "app-2024-05-02.log").Append("d\n").Drain();
        Assert.Equal("a b c d", _log.Taken());
    }

    [Fact]
    public void Older_files_are_not_read_again()
    {
        _log.Append("old\n").Rename().Append("older\n").Rename();
        _log.Append("a\n").Settle(stopped: true).Append("b\n").Rename().Append("c\n").Drain();
        Assert.Equal("a b c", _log.Taken());
    }

    /// <summary>A number of a deleted file is given away again at once on many file systems.</summary>
    [Fact]
    public void A_new_file_has_the_number_of_the_old_one()
    {
        _log.Append("a\nb\n").Settle(stopped: true);
        long number = _log.Store.List()[0].Position.Identity.Number;
        for (int tries = 0; tries < 200; tries++)
        {
            _log.Delete().Append("other\nlines\n");
            if (LogStats.Follow.FileState.OfPath(_log.File())!.Value.Identity.Number == number)
            {
                break;
            }
        }

        _log.Drain();
        Assert.Equal("a b other lines", _log.Taken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copied_back_under_another_identity(bool stopped)
    {
        string front = new string('x', 5000) + "\n";
        _log.Append(front).Settle(stopped);
        _ = _log.Taken();
        File.Copy(_log.File(), _log.File("restored"));
        _log.Delete().Move("restored", "app.log").Append("b\n").Drain();
        Assert.Equal(stopped ? "b" : $"{front.TrimEnd()} b", _log.Taken());
    }

    public void Dispose() => _log.Dispose();
}
