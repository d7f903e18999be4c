using System.Text;
using LogStats.Envelopes;
using LogStats.Tests.Infrastructure;
using Seen = LogStats.Tests.Envelopes.EnvelopeReaderTests.Seen;

namespace LogStats.Tests.Envelopes;

/// <summary>Lines of <c>journalctl -o json</c>, good and bad.</summary>
public sealed class JournalReaderTests
{
    internal const string Sample = """
        {"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1714526883118000","_HOSTNAME":"rsync1","PRIORITY":"6","SYSLOG_IDENTIFIER":"rsyncd","SYSLOG_PID":"9","_PID":"27615","MESSAGE":"rsync on pub\/a \"b\" \u00e9 from h.example (192.0.2.4)"}
        """;

    internal const string Bytes = """
        {"MESSAGE":[115,101,110,100,32,255,254],"__REALTIME_TIMESTAMP":"1714526883118000","SYSLOG_PID":"9"}
        """;

    [Fact]
    public void A_line_is_read_with_its_escapes_undone()
    {
        Assert.True(EnvelopeReaderTests.Read(Sample, out Seen seen));
        Assert.Equal(
            new Seen(EnvelopeShape.Journal, new DateTime(2024, 5, 1, 1, 28, 3, 118), 0, 27615, "rsync1", "rsyncd",
                "rsync on pub/a \"b\" é from h.example (192.0.2.4)"), seen);
    }

    [Fact]
    public void A_message_of_bytes_is_put_together_byte_for_byte()
    {
        EnvelopeReader reader = new(new ClockRules(TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch));
        Assert.True(reader.Read(Encoding.UTF8.GetBytes(Bytes), out Envelope envelope));
        Assert.Equal([.. "send "u8, 255, 254], envelope.Message.ToArray());
        Assert.Equal(9, envelope.ProcessId);
        Assert.True(envelope.Host.IsEmpty && envelope.Tag.IsEmpty);
    }

    [Fact]
    public void The_kernels_process_id_is_believed_before_the_programs_own()
    {
        foreach (string ids in (string[])["\"_PID\":\"1\",\"SYSLOG_PID\":\"2\"", "\"SYSLOG_PID\":\"2\",\"_PID\":\"1\"", "\"_PID\":1"])
        {
            Assert.True(EnvelopeReaderTests.Read($$"""{"__REALTIME_TIMESTAMP":"1","MESSAGE":"m",{{ids}}}""", out Seen seen));
            Assert.Equal(1, seen.Process);
        }
    }

    [Theory]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"SYSLOG_IDENTIFIER\":[\"rsyncd\",\"other\"],\"MESSAGE\":\"m\"}", "rsyncd", "m")]
    [InlineData("{\"MESSAGE\":[\"first\",\"second\"],\"__REALTIME_TIMESTAMP\":\"1\"}", "", "first")]
    [InlineData("{\"MESSAGE\":[[102,111],[98]],\"__REALTIME_TIMESTAMP\":\"1\"}", "", "fo")]
    [InlineData("{\"MESSAGE\":\"m\",\"_HOSTNAME\":null,\"__REALTIME_TIMESTAMP\":\"1\"}", "", "m")]
    [InlineData("{\"MESSAGE\":\"m\",\"X\":{\"MESSAGE\":\"n\"},\"__REALTIME_TIMESTAMP\":\"1\"}", "", "m")]
    public void A_field_that_is_there_twice_is_its_first_value(string line, string tag, string message)
    {
        Assert.True(EnvelopeReaderTests.Read(line, out Seen seen));
        Assert.Equal((tag, message), (seen.Tag, seen.Message));
    }

    [Theory]
    [InlineData("{}              ")]
    [InlineData("{\"MESSAGE\":\"no time\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1714526883118000\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"-1\",\"MESSAGE\":\"m\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1e309\",\"MESSAGE\":\"m\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"9223372036854775807\",\"MESSAGE\":\"m\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"17145x\",\"MESSAGE\":\"m\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":null}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"never closed")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"\\ud800\"}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[256]}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[1,")]
    [InlineData("{\"_PID\":{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"forged\"}}")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"m\"")]
    [InlineData("{\"a\":tru,\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"m\"}")]
    public void Bad_JSON_and_missing_fields_are_no_envelope(string line) => Assert.False(EnvelopeReaderTests.Read(line, out _));

    [Fact]
    public void Depth_is_bounded()
        => Assert.False(EnvelopeReaderTests.Read(
            $$"""{"x":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"__REALTIME_TIMESTAMP":"1","MESSAGE":"m"}""", out _));

    [Fact]
    public void A_long_line_of_short_values_fits()
    {
        string many = string.Join(',', Enumerable.Repeat("\"_HOSTNAME\":\"h\"", 5000));
        Assert.True(EnvelopeReaderTests.Read($$"""{{{many}},"__REALTIME_TIMESTAMP":"1","MESSAGE":"m"}""", out Seen seen));
        Assert.Equal(("h", "m"), (seen.Host, seen.Message));
    }
}
