using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Times;

/// <summary>A time that was written in some form is read back as the same moment, and no further than it reaches.</summary>
public sealed class TimePatternTests
{
    private static readonly ClockRules s_utc = new(TimeZoneInfo.Utc, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly Gen<DateTimeOffset> s_moments
        = from ticks in Gen.Choose(0, int.MaxValue).Select(part => (long)part)
          from fine in Gen.Choose(0, 9_999_999)
          from offset in Gen.Elements(-840, -570, -60, 0, 1, 60, 330, 345, 840)
          select new DateTimeOffset(1970, 1, 2, 0, 0, 0, TimeSpan.FromMinutes(offset)).AddSeconds(ticks).AddTicks(fine);

    /// <summary>How a form is written by .NET beside how it is described; the last is how fine it is.</summary>
    public static TheoryData<string, string, string, long> Forms => new()
    {
        { "clf", "", "dd/MMM/yyyy:HH:mm:ss zzz", TimeSpan.TicksPerSecond },
        { "iso", "", "yyyy-MM-ddTHH:mm:sszzz", TimeSpan.TicksPerSecond },
        { "iso", "", "yyyy-MM-dd HH:mm:ss.fffzzz", TimeSpan.TicksPerMillisecond },
        { "iso", "", "yyyy-MM-ddTHH:mm:ss,fffffffzzz", 1 },
        { "any", "", "yyyy-MM-ddTHH:mm:ss.ffffffzzz", 10 },
        { "any", "", "dd/MMM/yyyy:HH:mm:ss zzz", TimeSpan.TicksPerSecond },
        { "any", "", "[dd/MMM/yyyy:HH:mm:ss zzz]", TimeSpan.TicksPerSecond },
        { "strftime", "%d/%b/%Y:%H:%M:%S %z", "dd/MMM/yyyy:HH:mm:ss zzz", TimeSpan.TicksPerSecond },
        { "strftime", "%A, %d %B %Y %T %z", "dddd, dd MMMM yyyy HH:mm:ss zzz", TimeSpan.TicksPerSecond },
        { "strftime", "%a %b %-d %r %z%%%Y%n", "ddd MMM d hh:mm:ss tt zzz'%'yyyy\n", TimeSpan.TicksPerSecond },
        { "strftime", "%FT%T%z", "yyyy-MM-ddTHH:mm:sszzz", TimeSpan.TicksPerSecond },
        { "strftime", "%I:%M:%S%p %C%y-%m-%d%t%z", "hh:mm:sstt yyyy-MM-dd\tzzz", TimeSpan.TicksPerSecond },
        { "strftime", "%F %R %z", "yyyy-MM-dd HH:mm zzz", TimeSpan.TicksPerMinute },
        { "strftime", "%Y%m%d%H%M%S%z", "yyyyMMddHHmmsszzz", TimeSpan.TicksPerSecond },
        { "java", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "yyyy-MM-ddTHH:mm:ss.fffzzz", TimeSpan.TicksPerMillisecond },
        { "java", "EEE, d MMM yyyy HH:mm:ss Z", "ddd, d MMM yyyy HH:mm:ss zzz", TimeSpan.TicksPerSecond },
        { "java", "EEEE, dd. MMMM yyyy 'o''clock' hh:mm:ss a Z", "dddd, dd. MMMM yyyy 'o\\'clock' hh:mm:ss tt zzz", TimeSpan.TicksPerSecond },
        { "java", "yyyyMMddHHmmssSSSZ", "yyyyMMddHHmmssfffzzz", TimeSpan.TicksPerMillisecond },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_written_is_read_back(string kind, string description, string written, long fineness)
    {
        TimePattern pattern = Pattern(kind, description);
        TimeClock clock = new(s_utc);
        Always.Holds(s_moments, moment =>
        {
            string text = moment.ToString(written, CultureInfo.InvariantCulture);

            // The colon of .NET's offset is part of ISO alone.
            text = kind is "iso" or "any" && written.Contains('T', StringComparison.Ordinal) ? text : WithoutColon(text, moment);
            AssertReads(pattern, clock, text, moment.UtcTicks / fineness * fineness, (short)moment.Offset.TotalMinutes);
        }, count: 100);
    }

    [Fact]
    public void Numbers_since_1970()
        => Always.Holds(s_moments, moment =>
        {
            TimeClock clock = new(s_utc);
            long since = moment.UtcTicks - DateTime.UnixEpoch.Ticks;
            long milliseconds = moment.ToUnixTimeMilliseconds();
            string text = $"{moment.ToUnixTimeSeconds()}.{milliseconds % 1000:000}";
            AssertReads(TimePattern.EpochSeconds, clock, text, moment.UtcTicks / 10_000 * 10_000, 0);
            AssertReads(TimePattern.EpochSeconds, clock, text[..^4], moment.UtcTicks / 10_000_000 * 10_000_000, 0);
            AssertReads(TimePattern.EpochMilliseconds, clock, $"{milliseconds}", moment.UtcTicks / 10_000 * 10_000, 0);
            AssertReads(TimePattern.EpochMicroseconds, clock, $"{since / 10}", moment.UtcTicks / 10 * 10, 0);
            AssertReads(TimePattern.FromStrftime("%s"), clock, text[..^4], moment.UtcTicks / 10_000_000 * 10_000_000, 0);
            if (moment.Year > 2002)
            {
                AssertReads(TimePattern.Any, clock, text, moment.UtcTicks / 10_000 * 10_000, 0);
                AssertReads(TimePattern.Any, clock, $"{milliseconds}", moment.UtcTicks / 10_000 * 10_000, 0);
                AssertReads(TimePattern.Any, clock, $"{since / 10}", moment.UtcTicks / 10 * 10, 0);
                AssertReads(TimePattern.Any, clock, $"{since}00", moment.UtcTicks, 0);
            }
        });

    [Fact]
    public void The_ISO_form_is_the_one_of_the_envelopes()
        => Always.Holds(s_moments.Zip(Gen.Elements("", "Z", "zzz", ".fff", ".fffffffZ", ",ffzzz", "x")), pair =>
        {
            string form = "yyyy-MM-dd" + (pair.Item1.Ticks % 2 == 0 ? "T" : " ") + "HH:mm:ss" + pair.Item2;
            byte[] text = Encoding.ASCII.GetBytes(pair.Item1.ToString(form, CultureInfo.InvariantCulture));
            int expected = new StampReader(s_utc).Iso(text, out long ticks, out short offset);
            TimeParts parts = default;
            Assert.Equal(expected, TimePattern.Iso.Read(text, ref parts));
            Assert.True(new TimeClock(s_utc).TryUtc(parts, out long own, out short ownOffset));
            Assert.Equal((ticks, offset), (own, ownOffset));
        });

    [Theory]
    [InlineData("06/Feb/2009:12:14:14.655]", 24, "2009-02-06T12:14:14.655")]
    [InlineData("06/Feb/2009:12:14:14]", -1, "")]
    public void The_time_of_HAProxy(string text, int length, string moment)
        => AssertMoment(TimePattern.Haproxy, text, length, moment);

    [Theory]
    [InlineData("%d/%b %T", "31/Dec 23:59:59", "2029-12-31T23:59:59")]
    [InlineData("%d/%b %T", "29/Feb 12:00:00", "2028-02-29T12:00:00")]
    [InlineData("%j %Y %H", "366 2024 07", "2024-12-31T07:00:00")]
    [InlineData("%e.%m.%y %k:%M", " 1.02.69  9:05", "1969-02-01T09:05:00")]
    [InlineData("%e.%m.%y %k:%M", "11.02.68 19:05", "2068-02-11T19:05:00")]
    [InlineData("%_d.%m.%y %l:%M %P", " 1.02.24 12:05 am", "2024-02-01T00:05:00")]
    [InlineData("%c", "Sat Nov 21 06:02:13 2026", "2026-11-21T06:02:13")]
    [InlineData("%D %R %Z", "11/21/26 06:02 UTC", "2026-11-21T06:02:00")]
    [InlineData("%F %T %Z", "2026-11-21 06:02:13 -03", "2026-11-21T09:02:13")]
    [InlineData("%F %T %Z", "2026-11-21 06:02:13 GMT+02:00", "2026-11-21T04:02:13")]
    [InlineData("%u %V %F", "6 47 2026-11-21", "2026-11-21T00:00:00")]
    public void Rarer_forms(string description, string text, string moment)
        => AssertMoment(TimePattern.FromStrftime(description), text, text.Length, moment);

    [Theory]
    [InlineData("kk:mm dd.MM.yyyy", "24:05 01.02.2024", "2024-02-01T00:05:00")]
    [InlineData("K:mm a dd.MM.yy", "0:05 PM 01.02.24", "2024-02-01T12:05:00")]
    [InlineData("D/yyyy H:m:s.S", "60/2024 7:5:3.7", "2024-02-29T07:05:03.007")]
    [InlineData("yyyy-MM-dd HH:mm:ss z", "2024-02-01 12:05:00 GMT", "2024-02-01T12:05:00")]
    public void Rarer_forms_of_Java(string description, string text, string moment)
        => AssertMoment(TimePattern.FromJava(description), text, text.Length, moment);

    [Theory]
    [InlineData("7:55:20, W3SVC2", 7)]
    [InlineData("07:55 ", 5)]
    [InlineData("07:55:20.25Z", 11)]
    [InlineData("07:55:2", 5)]
    [InlineData("755", -1)]
    [InlineData("", -1)]
    [InlineData("7", -1)]
    [InlineData("7:", -1)]
    [InlineData("7:5", -1)]
    public void A_time_of_day(string text, int length) => Assert.Equal(length, Read(TimePattern.TimeOfDay, text, out _));

    [Theory]
    [InlineData("03/20/01,", 8, 2001, 3, 20)]
    [InlineData("3/2/1998", 8, 1998, 3, 2)]
    [InlineData("3/2/981", -1, 0, 0, 0)]
    [InlineData("3/2", -1, 0, 0, 0)]
    [InlineData("3/", -1, 0, 0, 0)]
    [InlineData("3", -1, 0, 0, 0)]
    [InlineData("", -1, 0, 0, 0)]
    public void The_date_of_IIS_has_the_month_first(string text, int length, int year, int month, int day)
    {
        Assert.Equal(length, Read(TimePattern.UsDate, text, out TimeParts parts));
        Assert.True(length < 0 || (parts.Year, parts.Month, parts.Day) == (year, month, day));
    }

    [Theory]
    [InlineData("08/Jah/2013:10:59:59 +0200")]
    [InlineData("00/Jan/2013:10:59:59 +0200")]
    [InlineData("08/Jan/0000:10:59:59 +0200")]
    [InlineData("08/Jan/2013:10:59:59 +0260")]
    [InlineData("08/Jan/2013:10:59:59 +1401")]
    [InlineData("08/Jan/2013:10:59:59 0200")]
    [InlineData("08/Jan/2013:10:59:59 +02:0")]
    [InlineData("8/Jan/2013:10:59:59 +0200")]
    [InlineData("08/Jan/2013:1x:59:59 +0200")]
    [InlineData("08/Jan/2013")]
    public void What_is_no_CLF_time(string text) => Assert.Equal(-1, Read(TimePattern.Clf, text, out _));

    [Fact]
    public void No_text_is_read_past_its_end()
    {
        TimePattern[] patterns =
        [
            TimePattern.Clf, TimePattern.Iso, TimePattern.IsoDate, TimePattern.TimeOfDay, TimePattern.EpochSeconds, TimePattern.UsDate,
            TimePattern.EpochMilliseconds, TimePattern.EpochMicroseconds, TimePattern.MillisecondFraction, TimePattern.Haproxy, TimePattern.Any,
            TimePattern.FromStrftime("%a %A %b %c %e %j %I%p %s %z %Z"), TimePattern.FromJava("EEE z XXX SSS"),
        ];
        Gen<string> fragments = Gen.Elements("21", "/", "Nov", "2026", ":", "06", " ", "+", "02", "00", "-", "T", "Z", ".", "123456789", "Sat", "m", "GMT", "[", "]");
        Always.Holds(fragments.ArrayOf(), parts =>
        {
            string text = string.Concat(parts);
            foreach (TimePattern pattern in patterns)
            {
                Assert.InRange(Read(pattern, text, out TimeParts told), -1, text.Length);
                new TimeClock(s_utc).TryUtc(told, out _, out _);
            }
        }, count: 5000);
    }

    [Fact]
    public void Reading_makes_no_object()
    {
        (TimePattern Pattern, byte[] Text)[] all =
        [
            (TimePattern.Clf, [.. "21/Nov/2026:06:02:13 +0000"u8]),
            (TimePattern.Iso, [.. "2026-11-21T06:02:13.123+00:00"u8]),
            (TimePattern.FromStrftime("%a %d %B %Y %I:%M:%S %p %Z"), [.. "Sat 21 November 2026 06:02:13 AM CET"u8]),
            (TimePattern.FromJava("EEE yyyy-MM-dd HH:mm:ss.SSSXXX"), [.. "Sat 2026-11-21 06:02:13.123+01:00"u8]),
            (TimePattern.Any, [.. "1795240933.434"u8]),
        ];
        TimeClock clock = new(s_utc);
        long before = 0;
        for (int round = 0; round < 1000; round++)
        {
            before = round == 500 ? GC.GetAllocatedBytesForCurrentThread() : before;
            foreach ((TimePattern pattern, byte[] text) in all)
            {
                TimeParts parts = default;
                Assert.True(pattern.Read(text, ref parts) == text.Length && clock.TryUtc(parts, out _, out _));
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("%d/%Q", 13, "'%Q'")]
    [InlineData("%d %", 13, "'%'")]
    [InlineData("today", 10, "no part")]
    [InlineData("", 10, "no part")]
    public void A_conversion_that_is_not_known_is_named(string text, int column, string named)
    {
        LogStatsException error = Assert.Throws<LogStatsException>(() => TimePattern.FromStrftime(text, "123456789" + text, 9));
        Assert.Equal(FaultId.ConfigInvalid, error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains($"column {column}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yyyy-QQ", "'QQ'", 6)]
    [InlineData("yyyy 'at", "quote", 6)]
    [InlineData("''", "no part", 1)]
    public void A_letter_that_Java_does_not_know_is_named(string text, string named, int column)
    {
        LogStatsException error = Assert.Throws<LogStatsException>(() => TimePattern.FromJava(text));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains($"column {column}", error.Message, StringComparison.Ordinal);
    }

    private static TimePattern Pattern(string kind, string description) => kind switch
    {
        "clf" => TimePattern.Clf,
        "iso" => TimePattern.Iso,
        "any" => TimePattern.Any,
        "java" => TimePattern.FromJava(description),
        _ => TimePattern.FromStrftime(description),
    };

    private static string WithoutColon(string text, DateTimeOffset moment)
    {
        string offset = moment.ToString("zzz", CultureInfo.InvariantCulture);
        return text.Replace(offset, offset.Remove(3, 1), StringComparison.Ordinal);
    }

    private static void AssertReads(TimePattern pattern, TimeClock clock, string text, long ticks, short offset)
    {
        foreach (string after in (string[])["", " \"GET", "]"])
        {
            Assert.Equal(text.Length, Read(pattern, text + after, out TimeParts parts));
            Assert.True(clock.TryUtc(parts, out long read, out short readOffset), text);
            Assert.Equal((ticks, offset), (read, readOffset));
        }
    }

    private static void AssertMoment(TimePattern pattern, string text, int length, string moment)
    {
        Assert.Equal(length, Read(pattern, text, out TimeParts parts));
        if (length >= 0)
        {
            Assert.True(new TimeClock(s_utc).TryUtc(parts, out long ticks, out _));
            Assert.Equal(DateTime.Parse(moment, CultureInfo.InvariantCulture), new DateTime(ticks));
        }
    }

    private static int Read(TimePattern pattern, string text, out TimeParts parts)
    {
        parts = default;
        return pattern.Read(Encoding.UTF8.GetBytes(text), ref parts);
    }
}
