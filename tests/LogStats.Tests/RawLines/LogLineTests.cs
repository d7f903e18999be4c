using System.Text;
using LogStats.Follow;
using LogStats.RawLines;
using LogStats.Sinks;

namespace LogStats.Tests.RawLines;

/// <summary>A line as an object: bytes, text, name and columns.</summary>
public sealed class LogLineTests
{
    [Fact]
    public void It_has_its_bytes_whole_and_its_text_without_the_end()
    {
        LogLine line = Line("caf\u00e9\t\u001b[31m\r\n"u8);
        Assert.Equal("caf\u00e9\t\u001b[31m\r\n"u8.ToArray(), line.GetBytes());
        Assert.Equal("caf\u00e9\t\u001b[31m", line.Text);
        Assert.Equal("caf\u00e9\t\u001b[31m", line.ToString());
        Assert.Equal((100, 100 + line.GetBytes().Length), (line.Offset, line.NextOffset));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_kept_and_shown_as_marks()
    {
        LogLine line = Line([0xff, 0xfe, (byte)'a', 0, (byte)'\n']);
        Assert.Equal([0xff, 0xfe, (byte)'a', 0, (byte)'\n'], line.GetBytes());
        Assert.Equal("\ufffd\ufffda\0", line.Text);
    }

    [Fact]
    public void What_is_given_away_is_a_copy()
    {
        LogLine line = Line("a\n"u8);
        line.GetBytes()[0] = (byte)'b';
        Assert.Equal("a", line.Text);
    }

    [Fact]
    public void A_cut_line_has_no_end_to_leave_out()
    {
        LogLine line = Line("cut\r"u8, isPartial: true);
        Assert.Equal("cut\r", line.Text);
        Assert.True(line.IsPartial);
    }

    [Fact]
    public void Its_name_is_file_offset_and_content()
    {
        RecordKey key = Key(Line("a\n"u8));
        Assert.Equal(key, Key(Line("a\n"u8)));
        Assert.Equal(100, key.Offset);
        Assert.NotEqual(key, Key(Line("b\n"u8)));
        Assert.NotEqual(key, Key(Line("a\n"u8, id: "other-1")));
        Assert.NotEqual(key, Key(Line("a\n"u8, offset: 102)));
        Assert.True(Key(new LogLine { Text = "from nowhere" }).IsNone);
    }

    /// <summary>As one that comes back out of a queue or a file.</summary>
    [Fact]
    public void One_that_is_made_of_its_properties_has_the_same_name()
    {
        LogLine line = Line("caf\u00e9\n"u8);
        LogLine again = new()
        {
            Path = line.Path, FileId = line.FileId, Offset = line.Offset, NextOffset = line.NextOffset, Text = line.Text,
        };
        Assert.Equal(Key(line), Key(again));
        Assert.Equal(line.GetBytes(), again.GetBytes());
        Assert.Equal(line.GetMemory().ToArray(), again.GetMemory().ToArray());
    }

    [Fact]
    public void Its_columns_are_its_properties()
    {
        RowMap map = ((IRow)Line("a\n"u8)).GetRowMap();
        Assert.Equal("log_line", map.Table);
        Assert.All(map.Columns, column => Assert.NotNull(typeof(LogLine).GetProperty(column.Name)));
        Assert.Equal(typeof(LogLine).GetProperties().Select(property => property.Name), map.Columns.Select(column => column.Name));
    }

    private static RecordKey Key(ILogRecord line) => line.GetKey();

    private static LogLine Line(ReadOnlySpan<byte> whole, bool isPartial = false, string id = "file-0", long offset = 100)
        => new(new FollowedLine("/var/log/app.log", id, offset, whole, isPartial, null), new Delivery());
}
