using System.Globalization;
using System.Text;
using LogStats.Receive;

namespace LogStats.Tests.Receive;

/// <summary>Which time a line tells, whatever its format.</summary>
public sealed class StampFinderTests
{
    private static readonly DateTime s_now = new(2025, 11, 29, 12, 0, 0);

    [Theory]
    [InlineData("203.0.113.9 - - [29/Nov/2025:10:19:59 +0600] \"GET /api/v1/x HTTP/1.1\" 200 512", "2025-11-29T10:19:59", 360)]
    [InlineData("2001:db8::9 - - [29/Nov/2025:10:20:03 +0600] \"GET / HTTP/1.1\" 200 1", "2025-11-29T10:20:03", 360)]
    [InlineData("[29/Nov/2025:10:20:03", "2025-11-29T10:20:03", null)]
    [InlineData("{\"time_local\":\"29/Nov/2025:10:20:04 +0600\",\"status\":200}", "2025-11-29T10:20:04", 360)]
    [InlineData("{\"a\":1,\"time\":\"2025-11-29T10:20:04.123Z\",\"b\":\"2020-01-01T00:00:00Z\"}", "2025-11-29T10:20:04", 0)]
    [InlineData("{\"log\":\"1.2.3.4 - - [29/Nov/2025:10:20:04 +0600] x\\n\",\"time\":\"2025-11-29T04:20:05Z\"}", "2025-11-29T10:20:04", 360)]
    [InlineData("2025/11/29 10:20:05 [error] 123#0: *5 connect() to [01/Jan/1999:00:00:00 failed", "2025-11-29T10:20:05", null)]
    [InlineData("2025-11-29T10:20:05+02:00 host app: hello", "2025-11-29T10:20:05", 120)]
    [InlineData("2025-11-29 10:20:05,123 INFO hello", "2025-11-29T10:20:05", null)]
    [InlineData("2025-11-29 10:20:05 -0530 hello", "2025-11-29T10:20:05", -330)]
    [InlineData("2025-11-29T04:20:06Z web nginx: 1.2.3.4 - - [29/Nov/2025:10:20:05 +0600] \"GET", "2025-11-29T10:20:05", 360)]
    [InlineData("Nov 29 10:20:05 host nginx: 1.2.3.4 - - [29/Nov/2025:10:19:59 +0600] \"GET", "2025-11-29T10:19:59", 360)]
    [InlineData("Nov 29 10:20:05 host app[1]: hello [x]", "2025-11-29T10:20:05", null)]
    [InlineData("<190>Nov  9 10:20:05 host app[1]: hello", "2025-11-09T10:20:05", null)]
    [InlineData("<30>1 2025-11-29T10:20:05.1Z host app 1 - - hello", "2025-11-29T10:20:05", 0)]
    [InlineData("level=info ts=2025-11-29T10:20:04.5Z msg=x", "2025-11-29T10:20:04", 0)]
    [InlineData("INFO 2025/11/29 10:20:04 x", "2025-11-29T10:20:04", null)]
    [InlineData("1764411604.123    200 10.0.0.1 TCP_MISS/200", "2025-11-29T10:20:04", 0)]
    [InlineData("1.2.3.4 - [31/Feb/2025:10:20:04 +0600] [28/Feb/2025:10:20:04 +0600]", "2025-02-28T10:20:04", 360)]
    [InlineData("1.2.3.4 - - [29/Nov/2025:23:59:60 +0000] leap", "2025-11-29T23:59:59", 0)]
    public void It_is_found(string line, string time, int? offset)
    {
        LineStamp stamp = StampFinder.Find(Encoding.UTF8.GetBytes(line), s_now);

        Assert.Equal(time, new DateTime(stamp.Seconds * TimeSpan.TicksPerSecond).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal((short?)offset, stamp.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("203.0.113.9 - - [29/Nov/2025:10:20")]
    [InlineData("203.0.113.9 - - [29/Nov/2025:10:2")]
    [InlineData("203.0.113.9 - - [29/Foo/2025:10:20:06 +0600]")]
    [InlineData("203.0.113.9 - - [29/Nov/2025:24:00:00 +0600]")]
    [InlineData("203.0.113.9 - - [29/Nov/2025:10:60:00 +0600]")]
    [InlineData("2025-11-29")]
    [InlineData("at java.lang.Thread.run(Thread.java:748)")]
    [InlineData("12345678901 x")]
    [InlineData("0000-00-00 00:00:00")]
    public void It_tells_none(string line) => Assert.Equal(StampKind.None, StampFinder.Find(Encoding.UTF8.GetBytes(line), s_now).Kind);

    [Theory]
    [InlineData("Dec 31 23:59:59", "2026-01-01T00:00:30", 2025)]
    [InlineData("Jan  1 00:00:01", "2025-12-31T23:59:50", 2026)]
    [InlineData("Jan  3 00:00:01", "2025-12-31T23:59:50", 2025)]
    [InlineData("Feb 29 12:00:00", "2026-03-01T00:00:00", 2024)]
    [InlineData("Nov 29 12:00:00", "2026-11-29T12:00:00", 2026)]
    public void A_time_without_a_year_is_of_the_last_year_that_fits(string stamp, string now, int year)
    {
        LineStamp found = StampFinder.Find(Encoding.UTF8.GetBytes(stamp + " host app: x"), DateTime.Parse(now, CultureInfo.InvariantCulture));

        Assert.Equal(year, new DateTime(found.Seconds * TimeSpan.TicksPerSecond).Year);
    }
}
