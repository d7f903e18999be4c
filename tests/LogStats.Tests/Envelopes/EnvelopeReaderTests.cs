using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Envelopes;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Envelopes;

/// <summary>What loggers put around a message: every prefix, with its blanks and without.</summary>
public sealed class EnvelopeReaderTests
{
    private static readonly ClockRules s_rules = new(TimeZoneInfo.Utc, new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, EnvelopeShape, string, string, string, int, string> Prefixes => new()
    {
        { "2024/05/01 03:28:03 [27615] rsync on a", EnvelopeShape.OwnFile, "2024-05-01T03:28:03", "", "", 27615, "rsync on a" },
        { "2024/05/01 03:28:03 [27615]rsync on a", EnvelopeShape.OwnFile, "2024-05-01T03:28:03", "", "", 27615, "rsync on a" },
        { "2024/05/01 03:28:03 [27615]  two blanks", EnvelopeShape.OwnFile, "2024-05-01T03:28:03", "", "", 27615, " two blanks" },
        { "2024/05/01 03:28:03 [27615] ", EnvelopeShape.OwnFile, "2024-05-01T03:28:03", "", "", 27615, "" },
        { "Mar  5 03:28:03 rsync1 rsyncd[27615]: message", EnvelopeShape.Syslog, "2024-03-05T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "Mar  5 03:28:03 rsync1 rsyncd[27615]:message", EnvelopeShape.Syslog, "2024-03-05T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "Mar 05 03:28:03 rsync1 rsyncd: message", EnvelopeShape.Syslog, "2024-03-05T03:28:03", "rsync1", "rsyncd", -1, "message" },
        { "Mar 15 03:28:03 rsync1 rsyncd.alice[7]: message", EnvelopeShape.Syslog, "2024-03-15T03:28:03", "rsync1", "rsyncd.alice", 7, "message" },
        { "Mar 15 03:28:03 rsync1 message without tag", EnvelopeShape.Syslog, "2024-03-15T03:28:03", "rsync1", "", -1, "message without tag" },
        { "Mar 15 03:28:03 rsync1 tag[x]: message", EnvelopeShape.Syslog, "2024-03-15T03:28:03", "rsync1", "", -1, "tag[x]: message" },
        { "Mar 15 03:28:03 rsync1 tag[99999999999]: m", EnvelopeShape.Syslog, "2024-03-15T03:28:03", "rsync1", "", -1, "tag[99999999999]: m" },
        { "Mar 15 03:28:03 rsync1 tag[12", EnvelopeShape.Syslog, "2024-03-15T03:28:03", "rsync1", "", -1, "tag[12" },
        { "<30>Mar  5 03:28:03 rsync1 rsyncd[27615]: message", EnvelopeShape.Syslog, "2024-03-05T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "2019 Mar  5 03:28:03 rsync1 rsyncd[27615]:message", EnvelopeShape.SyslogYear, "2019-03-05T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "2019 Mar  5 03:28:03 rsync1 rsyncd[27615]: message", EnvelopeShape.SyslogYear, "2019-03-05T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "2024-05-01T03:28:03.123456+02:00 rsync1 rsyncd[27615]: message", EnvelopeShape.SyslogIso, "2024-05-01T01:28:03.123456", "rsync1", "rsyncd", 27615, "message" },
        { "2024-05-01T03:28:03Z rsync1 rsyncd[27615]: message", EnvelopeShape.SyslogIso, "2024-05-01T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "2024-05-01T03:28:03-0330 rsync1 rsyncd[27615]: message", EnvelopeShape.SyslogIso, "2024-05-01T06:58:03", "rsync1", "rsyncd", 27615, "message" },
        { "2024-05-01 03:28:03,5 rsync1 rsyncd[27615]: message", EnvelopeShape.SyslogIso, "2024-05-01T03:28:03.5", "rsync1", "rsyncd", 27615, "message" },
        { "2024-05-01T03:28:03.123456789Z rsync1 rsyncd[1]: m", EnvelopeShape.SyslogIso, "2024-05-01T03:28:03.1234567", "rsync1", "rsyncd", 1, "m" },
        { "<30>1 2024-05-01T03:28:03Z rsync1 rsyncd 27615 - - message", EnvelopeShape.Rfc5424, "2024-05-01T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "<30>1 2024-05-01T03:28:03Z rsync1 rsyncd 27615 ID47 [a@1 x=\"] [1.2.3.4]\" y=\"\\\"\\]\"][b@2] message", EnvelopeShape.Rfc5424, "2024-05-01T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "<30>1 2024-05-01T03:28:03Z rsync1 rsyncd 27615 - - \uFEFFmessage", EnvelopeShape.Rfc5424, "2024-05-01T03:28:03", "rsync1", "rsyncd", 27615, "message" },
        { "<30>1 2024-05-01T03:28:03Z - - - - - message", EnvelopeShape.Rfc5424, "2024-05-01T03:28:03", "", "", -1, "message" },
        { "<30>1 2024-05-01T03:28:03Z rsync1 rsyncd 27615 - -", EnvelopeShape.Rfc5424, "2024-05-01T03:28:03", "rsync1", "rsyncd", 27615, "" },
    };

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void A_prefix_is_read(string line, EnvelopeShape shape, string time, string host, string tag, int process, string message)
    {
        Assert.True(Read(line, out Seen seen));
        Assert.Equal(
            new Seen(shape, DateTime.Parse(time, CultureInfo.InvariantCulture), seen.Offset, process, host, tag, message), seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("message")]
    [InlineData("2024/05/01 03:28:03 message")]
    [InlineData("2024/05/01 03:28:03 [] message")]
    [InlineData("2024/05/01 03:28:03 [12 message")]
    [InlineData("2024/05/01 03:28:03 [99999999999] message")]
    [InlineData("2024/05/01X03:28:03 [12] message")]
    [InlineData("2024/05/01 03.28.03 [12] message")]
    [InlineData("Mar  5X03:28:03 host tag: message")]
    [InlineData("Mar  5 03:28:03")]
    [InlineData("Mar  5 03:28:03 host")]
    [InlineData("Mrz  5 03:28:03 host tag: message")]
    [InlineData("2024-05-01T03:28:03+99:00 host tag: message")]
    [InlineData("2024-05-01T03:28:03+14:30 host tag: message")]
    [InlineData("2024-05-01T03:28:03+02: host tag: message")]
    [InlineData("<30>1 2024-05-01T03:28:03Z host tag 1 -")]
    [InlineData("<30>1 2024-05-01T03:28:03Z host tag 1 - [never closed=\"")]
    [InlineData("<30>1 2024-05-01T03:28:03Z h rsyncd 1 - send h [1.2.3.4] pub () a 5")]
    [InlineData("<30>1 - host tag 1 - - message")]
    [InlineData("<30 2024-05-01T03:28:03Z host")]
    [InlineData("<30>")]
    public void What_has_no_stamp_or_a_broken_one_is_no_envelope(string line) => Assert.False(Read(line, out _));

    [Theory]
    [InlineData("2024/02/31 00:00:00")]
    [InlineData("2023/02/29 00:00:00")]
    [InlineData("0000/01/01 00:00:00")]
    [InlineData("2024/00/01 00:00:00")]
    [InlineData("2024/13/01 00:00:00")]
    [InlineData("2024/01/00 00:00:00")]
    [InlineData("2024/01/32 00:00:00")]
    [InlineData("2024/01/01 24:00:00")]
    [InlineData("2024/01/01 00:60:00")]
    [InlineData("2024/01/01 00:00:61")]
    [InlineData("2024/01/0a 00:00:00")]
    [InlineData("-024/01/01 00:00:00")]
    public void Days_and_times_that_are_none_are_refused_in_every_shape(string stamp)
    {
        Assert.False(Read($"{stamp} [1] message", out _));
        Assert.False(Read($"{stamp.Replace('/', '-').Replace(' ', 'T')}Z host tag: message", out _));
        Assert.False(Read($"<30>1 {stamp.Replace('/', '-').Replace(' ', 'T')}Z host tag 1 - - message", out _));
        if (int.TryParse(stamp.AsSpan(5, 2), out int month) && month is >= 1 and <= 12 && stamp[..4] == "2024")
        {
            string name = CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month);
            Assert.False(Read($"{name} {stamp[8..]} host tag: message", out _));
            Assert.False(Read($"2024 {name} {stamp[8..]} host tag: message", out _));
        }
    }

    [Fact]
    public void A_leap_second_is_the_second_before_it()
    {
        Assert.True(Read("2016/12/31 23:59:60 [1] message", out Seen seen));
        Assert.Equal(new DateTime(2016, 12, 31, 23, 59, 59), seen.Time);
        Assert.True(Read("2016-12-31T23:59:60.5Z h t: message", out seen));
        Assert.Equal(new DateTime(2016, 12, 31, 23, 59, 59).AddMilliseconds(500), seen.Time);
    }

    public static TheoryData<string> Zones => ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"];

    /// <summary>The ends of the calendar, where UTC and the local clock do not both have a day: refused, not thrown.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void The_ends_of_the_calendar_do_not_throw(string zone)
    {
        ClockRules rules = new(TimeZoneInfo.FindSystemTimeZoneById(zone), DateTimeOffset.MaxValue);
        string[] lines =
        [
            "0001/01/01 00:00:00 [1] m", "9999/12/31 23:59:59 [1] m", "0001-01-01T00:00:00 h t: m", "9999-12-31T23:59:59 h t: m",
            "0001-01-01T00:00:00+14:00 h t: m", "9999-12-31T23:59:59-14:00 h t: m", "0001 Jan  1 00:00:00 h t: m",
            "9999 Dec 31 23:59:59 h t: m", "Jan  1 00:00:00 host t: m", "Dec 31 23:59:59 host t: m", "Feb 29 00:00:00 host t: m",
        ];
        foreach (string line in lines)
        {
            if (Read(line, out Seen seen, rules))
            {
                Assert.InRange(seen.Ticks, 0, DateTime.MaxValue.Ticks);
                Assert.InRange(seen.Offset, -14 * 60, 14 * 60);
            }
        }
    }

    [Theory]
    [InlineData("2024/03/31 01:59:59", 0, 59, 59, 60)]
    [InlineData("2024/03/31 03:00:00", 1, 0, 0, 120)]
    [InlineData("2024/10/27 01:59:59", -1, 59, 59, 120)]
    [InlineData("2024/10/27 02:30:00", 1, 30, 0, 60)]
    [InlineData("2024/10/27 03:00:00", 2, 0, 0, 60)]
    public void Summer_time_is_that_of_the_zone_and_the_doubled_hour_counts_as_winter(string stamp, int hour, int minute, int second, int offset)
    {
        ClockRules rules = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), DateTimeOffset.MaxValue.AddYears(-1));
        Assert.True(Read($"{stamp} [1] m", out Seen seen, rules));
        DateTime day = DateTime.Parse(stamp[..10], CultureInfo.InvariantCulture);
        Assert.Equal(day.AddHours(hour).AddMinutes(minute).AddSeconds(second), seen.Time);
        Assert.Equal(offset, seen.Offset);
    }

    [Theory]
    [InlineData("2024-01-02", "Dec 31 23:59:59", 2023)]
    [InlineData("2024-01-02", "Jan  1 00:00:01", 2024)]
    [InlineData("2024-01-02", "Jan  2 23:59:59", 2024)]
    [InlineData("2024-01-02", "Jan  3 00:00:01", 2023)]
    [InlineData("2023-12-31", "Jan  1 00:00:00", 2024)]
    [InlineData("2023-12-30", "Jan  1 00:00:00", 2023)]
    [InlineData("2023-03-01", "Feb 29 12:00:00", 2020)]
    [InlineData("2024-02-28", "Feb 29 00:00:00", 2024)]
    public void A_stamp_without_a_year_gets_the_last_that_fits_the_file(string written, string stamp, int year)
    {
        ClockRules rules = new(TimeZoneInfo.Utc, DateTimeOffset.Parse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        Assert.True(Read($"{stamp} host tag: m", out Seen seen, rules));
        Assert.Equal(year, seen.Time.Year);
    }

    [Fact]
    public void A_stamp_is_remembered_for_itself_alone()
    {
        EnvelopeReader reader = new(s_rules);
        string[] stamps = ["2024/05/01 03:28:03 [1]", "2024/05/01 03:28:03 [1]", "2024-05-01T03:28:03 h t:", "Mar  5 03:28:03 h t:",
            "2024 Mar  5 03:28:03 h t:", "Mar  5 03:28:03 h t:", "2024/05/01 03:28:04 [1]", "2024/05/01 03:29:03 [1]"];
        foreach (string line in stamps.Concat(stamps.Reverse()).Select(stamp => stamp + " message"))
        {
            Assert.True(reader.Read(Encoding.UTF8.GetBytes(line), out Envelope envelope));
            Assert.True(Read(line, out Seen alone));
            Assert.Equal(alone.Ticks, envelope.Ticks);
        }
    }

    /// <summary>Any line, however broken: an envelope or none, and what is read lies within the calendar.</summary>
    [Fact]
    public void No_line_whatever_it_holds_throws()
    {
        EnvelopeReader[] readers =
        [
            new(s_rules), new(new ClockRules(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), DateTimeOffset.MaxValue)),
        ];
        string[] samples = [.. Prefixes.Select(row => (string)row[0]), JournalReaderTests.Sample, JournalReaderTests.Bytes];
        Always.Holds(Mutations.Of(samples), line =>
        {
            foreach (EnvelopeReader reader in readers)
            {
                if (reader.Read(line, out Envelope envelope))
                {
                    Assert.InRange(envelope.Ticks, 0, DateTime.MaxValue.Ticks);
                    Assert.InRange(envelope.OffsetMinutes, -14 * 60, 14 * 60);
                    Assert.True(envelope.ProcessId >= -1);
                }
            }
        }, Always.Shorter, 20_000);
    }

    internal static bool Read(string line, out Seen seen, ClockRules? rules = null)
    {
        bool read = new EnvelopeReader(rules ?? s_rules).Read(Encoding.UTF8.GetBytes(line), out Envelope envelope);
        seen = !read ? default : new Seen(
            envelope.Shape, new DateTime(envelope.Ticks), envelope.OffsetMinutes, envelope.ProcessId,
            Encoding.UTF8.GetString(envelope.Host), Encoding.UTF8.GetString(envelope.Tag), Encoding.UTF8.GetString(envelope.Message));
        return read;
    }

    internal readonly record struct Seen(
        EnvelopeShape Shape, DateTime Time, int Offset, int Process, string Host, string Tag, string Message)
    {
        public long Ticks => Time.Ticks;
    }
}
