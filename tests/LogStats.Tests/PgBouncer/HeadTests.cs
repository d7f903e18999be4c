using LogStats.PgBouncer;
using LogStats.Scan;

namespace LogStats.Tests.PgBouncer;

/// <summary>What stands before a message, by version, zone and logger.</summary>
public sealed class HeadTests
{
    private static readonly TimeZoneInfo s_paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private const string Message = "C-0x55a3fa9327a0: shop/app@192.0.2.4:37344 login attempt: db=shop user=app tls=no";

    [Theory]
    [InlineData("2026-05-01 03:28:03 7 LOG ", "2026-05-01T03:28:03+02:00")]
    [InlineData("2026-05-01 03:28:03.118 7 LOG ", "2026-05-01T03:28:03.118+02:00")]
    [InlineData("2026-05-01 03:28:03.118 UTC [7] LOG ", "2026-05-01T03:28:03.118+00:00")]
    [InlineData("2026-05-01 03:28:03.118 -03 [7] LOG ", "2026-05-01T03:28:03.118-03:00")]
    [InlineData("2026-05-01 03:28:03.118 +0530 [7] LOG ", "2026-05-01T03:28:03.118+05:30")]
    [InlineData("2026-05-01 03:28:03.118 IST [7] LOG ", "2026-05-01T03:28:03.118+05:30")]
    [InlineData("2026-05-01 03:28:03.118 EDT [7] LOG ", "2026-05-01T03:28:03.118-04:00")]
    [InlineData("2026-05-01 03:28:03.118 XYZ [7] LOG ", "2026-05-01T03:28:03.118+02:00")]
    [InlineData("2026-10-25 02:30:00.000 CEST [7] LOG ", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25 02:30:00.000 CET [7] LOG ", "2026-10-25T02:30:00+01:00")]
    [InlineData("2026-03-29 03:30:00.000 CEST [7] LOG ", "2026-03-29T03:30:00+02:00")]
    public void A_time_is_read_in_the_zone_that_its_name_means(string head, string time)
    {
        PgBouncerEvent item = PgBouncerLog.One(head + Message, new PgBouncerOptions { TimeZone = s_paris });
        Assert.Equal(DateTimeOffset.Parse(time, null), item.Time);
        Assert.Equal(DateTimeOffset.Parse(time, null).Offset, item.Time.Offset);
        Assert.Equal(("LOG", 7), (item.Level, item.ProcessId));
    }

    [Fact]
    public void A_name_of_several_zones_is_that_of_the_log_s_own()
    {
        PgBouncerOptions jerusalem = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jerusalem") };
        Assert.Equal(TimeSpan.FromHours(2), PgBouncerLog.One("2026-01-05 03:28:03.118 IST [7] LOG " + Message, jerusalem).Time.Offset);
    }

    [Theory]
    [InlineData("May  1 03:28:03 db1 pgbouncer[7]: ", "", "")]
    [InlineData("<30>May  1 03:28:03 db1 pgbouncer[7]: ", "", "")]
    [InlineData("2026 May  1 03:28:03 db1 pgbouncer[7]: ", "", "")]
    [InlineData("2026-05-01T03:28:03Z db1 pgbouncer[7]: ", "", "")]
    [InlineData("<30>1 2026-05-01T03:28:03Z db1 pgbouncer 7 - - ", "", "")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1777606083000000\",\"_HOSTNAME\":\"db1\",\"SYSLOG_IDENTIFIER\":\"pgbouncer\",\"_PID\":\"7\",\"MESSAGE\":\"", "\"}", "")]
    [InlineData("{\"log\":\"", "\\n\",\"stream\":\"stderr\",\"time\":\"2026-05-01T03:28:03.5Z\"}", "2026-05-01 03:28:03 UTC [7] LOG ")]
    [InlineData("2026-05-01T03:28:03.118765432Z stderr F ", "", "2026-05-01 03:28:03.000 UTC [7] LOG ")]
    [InlineData("May  1 05:28:03 db1 docker/pgb[99]: ", "", "2026-05-01 03:28:03.000 UTC [7] LOG ")]
    public void Every_envelope_is_taken_off(string before, string behind, string head)
    {
        PgBouncerEvent item = PgBouncerLog.One(before + head + Message + behind);
        Assert.Equal((PgBouncerEventType.Login, "app", "192.0.2.4", 7), (item.Type, item.UserName, item.ClientAddress, item.ProcessId));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 3, 28, 3, TimeSpan.Zero), item.Time);

        // A message of two lines, each with an envelope of its own.
        string first = "C-0x55a3fa9327a0: (nodb)/x";
        string second = (before.StartsWith('{') ? "\\t" : "\t") + "y@192.0.2.4:37344 closing because: password authentication failed (age=0s)";
        List<PgBouncerEvent> events = PgBouncerLog.Read(System.Text.Encoding.UTF8.GetBytes(
            before + head + first + behind + "\n" + before + second + behind + "\n" + before + head + Message + behind + "\n"), null, out ScanCounts counts);
        Assert.Equal(["x\ny", "app"], events.Select(found => found.UserName));
        Assert.Equal((3, 2, 1, 0), (counts.Read, counts.Records, counts.Skipped, counts.Rejected));
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData("2026-05-01 03:28:03.118 UTC [7] LOG:  database system is ready to accept connections", "no-stamp")]
    [InlineData("\tof another line", "no-head")]
    [InlineData("May  1 03:28:03 db1 sshd[7]: Accepted publickey for root", "other-program")]
    [InlineData("2026-13-01 03:28:03.118 UTC [7] LOG stats", "no-stamp")]
    public void What_is_no_message_has_a_reason(string line, string reason)
    {
        Assert.Empty(PgBouncerLog.Read(System.Text.Encoding.UTF8.GetBytes(line + "\n"), null, out ScanCounts counts));
        Assert.Equal(reason, Assert.Single(counts.Reasons).Reason.Id);
    }
}
