using System.Text;
using LogStats.Follow;

namespace LogStats.Tests.Follow;

/// <summary>A line whole: put one behind the other, lines are the file, byte for byte.</summary>
public sealed class WholeLineTests : IFollowedLines, IDisposable
{
    private readonly LogFolder _log = new();
    private readonly List<(long Offset, long Next, byte[] Whole, byte[] Bytes, bool IsPartial)> _lines = [];

    public static TheoryData<string, string> Ends => new()
    {
        { "plain\n", "plain" },
        { "a return\r\n", "a return" },
        { "two returns\r\r\n", "two returns\r" },
        { "\n", "" },
        { "\r\n", "" },
        { "a lone\rreturn\n", "a lone\rreturn" },
        { "\r\rb\n", "\r\rb" },
        { "a\0zero\0\n", "a\0zero\0" },
        { "\xff\xfe no text\xff\n", "\xff\xfe no text\xff" },
        { "a line's end of others: \xe2\x80\xa8\x85\v\f\x1c\n", "a line's end of others: \xe2\x80\xa8\x85\v\f\x1c" },
        { new string('x', 500) + "\r\n", new string('x', 500) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void It_has_its_end_as_it_stands_in_the_file(string whole, string bytes)
    {
        foreach (int block in (int[])[1, 3, 64, 1 << 18])
        {
            using LogFolder log = new();
            _lines.Clear();
            log.Options = log.Options with { BlockSize = block };
            _ = log.Append("before\n" + whole + "behind\n");
            Drain(log);

            (long offset, long next, byte[] given, byte[] stripped, bool isPartial) = _lines[1];
            Assert.Equal(whole, Encoding.Latin1.GetString(given));
            Assert.Equal(bytes, Encoding.Latin1.GetString(stripped));
            Assert.Equal((7, 7 + whole.Length, false), (offset, next, isPartial));
        }
    }

    [Theory]
    [InlineData("ends with a return\r")]
    [InlineData("\0\xff\xfe")]
    [InlineData("\r")]
    public void A_last_line_without_an_end_is_what_stands_there(string rest)
    {
        _log.Append("a\r\n" + rest);
        Drain(_log);
        _ = _log.Rename().Append("next\n");
        Drain(_log);
        (long offset, long next, byte[] whole, byte[] bytes, bool isPartial) = _lines[1];
        Assert.Equal(rest, Encoding.Latin1.GetString(whole));
        Assert.Equal(whole, bytes);
        Assert.Equal((3, 3 + rest.Length, true), (offset, next, isPartial));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4096)]
    public void All_bytes_of_a_file_come_back(int block)
    {
        Random random = new(20240530);
        byte[] file = new byte[20_000];
        for (int at = 0; at < file.Length; at++)
        {
            int one = random.Next(40);
            file[at] = one switch { 0 => (byte)'\n', 1 => (byte)'\r', 2 => 0, _ => (byte)random.Next(256) };
        }

        _log.Options = _log.Options with { BlockSize = block };
        File.WriteAllBytes(_log.File(), file);
        Drain(_log);
        _ = _log.Rename().Append("next\n");
        Drain(_log);

        byte[] given = [.. _lines[..^1].SelectMany(line => line.Whole)];
        Assert.Equal(file, given);
        Assert.All(_lines, line => Assert.Equal(line.Offset + line.Whole.Length, line.Next));
    }

    void IFollowedLines.Line(in FollowedLine line)
        => _lines.Add((line.Offset, line.NextOffset, line.Whole.ToArray(), line.Bytes.ToArray(), line.IsPartial));

    public void Dispose() => _log.Dispose();

    private void Drain(LogFolder log)
    {
        for (int looks = 0; looks == 0 || !log.Follower.IsAtEnd; looks++)
        {
            _ = log.Follower.Look(this);
            Assert.True(looks < 100_000, "never at the end");
        }
    }
}
