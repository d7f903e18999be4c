using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>
/// What the shell and Python shipper that this replaces got wrong where it follows files, one test each. Their numbers are those
/// of the list of its defects; the others are of what sends and receives.
/// </summary>
public sealed class OriginalDefectTests : IDisposable
{
    private readonly LogFolder _log = new();

    /// <summary>Its place held no file: after a stop, a rotation and a start it read the new file from the old offset, or stood beyond its end.</summary>
    [Theory]
    [InlineData("short\n")]
    [InlineData("a longer first line than all that stood in the file before it\nand a second\n")]
    public void Original_defect_01_a_rotation_while_it_is_stopped(string next)
    {
        _log.Append("one\ntwo\n").Settle(stopped: true).Append("three\n").Rename().Append(next).Drain();
        Assert.Equal(["one", "two", "three", .. next.TrimEnd().Split('\n')], _log.Lines);
    }

    /// <summary>It set its offset to zero when another file stood at the path, and never read the rest of the old one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Original_defect_02_lines_before_a_rotation_that_were_not_read_yet(bool stopped)
    {
        _log.Append("one\n").Settle(stopped).Append("two\nthree\n").Rename().Append("four\n");
        _log.Append("five\n", "app.log.1").Drain();
        Assert.Equal("one two three five four", _log.Taken());
        Assert.DoesNotContain("Lost", _log.Told(), StringComparison.Ordinal);
    }

    /// <summary>A log that is copied and truncated stayed silent until it was longer than before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Original_defect_03_copied_and_truncated(bool stopped)
    {
        _log.Append("one, a long line that the next ones do not reach\ntwo\n").Settle(stopped).Append("three\n").CopyTruncate().Append("four\n").Drain();
        Assert.Equal("three four", _log.Taken()["one, a long line that the next ones do not reach two ".Length..]);
    }

    /// <summary>It shipped half lines, and cut at whatever Python takes for the end of a line; blank lines went missing.</summary>
    [Fact]
    public void Original_defect_04_half_lines_other_ends_and_blank_lines()
    {
        _log.Append("half").Drain();
        Assert.Equal("", _log.Taken());
        _log.Append(" and half\n\n\nvt\vff\ffs\x1cgs\x1drs\x1enel\x85ls\xe2\x80\xa8\rcr\n").Drain();
        Assert.Equal(["half and half", "", "", "vt\vff\ffs\x1cgs\x1drs\x1enel\x85ls\xe2\x80\xa8\rcr"], _log.Lines);
    }

    /// <summary>It sent ten thousand lines for an event, and the rest waited for the next write.</summary>
    [Fact]
    public void Original_defect_05_more_lines_than_one_event_takes()
    {
        _log.Append(string.Concat(Enumerable.Range(0, 25_000).Select(number => $"{number}\n")));
        while (_log.Look())
        {
        }

        Assert.Equal(25_000, _log.Lines.Count);
    }

    /// <summary>
    /// It wrote its place over the old one: killed between, it found an empty file and crashed at every start. Here a place is
    /// whole or the one before, however often it is killed.
    /// </summary>
    [Fact]
    public void Original_defect_09_killed_before_its_place_was_saved()
    {
        for (int run = 0; run < 5; run++)
        {
            _log.Append($"{run}\n").Drain().Stop();
            _log.Drain();
            _ = run % 2 == 0 ? _log.Commit() : _log;
            _log.Stop();
        }

        Assert.Equal("0 0 1 1 1 1 2 2 3 3 3 3 4 4", string.Join(' ', _log.Lines.Order()));
        Assert.Equal(5, _log.Keys.Distinct().Count());
    }

    public void Dispose() => _log.Dispose();
}
