using System.Globalization;
using LogStats.Rsync;

namespace LogStats.Tests.Rsync;

/// <summary>
/// The lines of the program that this replaces: those it could read, with its own expected values, and each of those it
/// lost without a word.
/// </summary>
public sealed class OriginalSamplesTests
{
    private const string Head = "2019 Mar  5 03:28:03 rsync1 rsyncd[27615]:";

    /// <summary>Name of what was lost, line, and what it says.</summary>
    public static TheoryData<string, string, string> Requests => new()
    {
        { "as the original read it", Head + "rsync to PORTAL-PRODUCTS-RW/seedlinkplots/ from resifportal@resif-vm30.ujf-grenoble.fr (152.77.1.6)", "2019-03-05T03:28:03 27615 Receive PORTAL-PRODUCTS-RW /seedlinkplots/ resifportal resif-vm30.ujf-grenoble.fr 152.77.1.6" },
        { "a blank after the colon", Head + " rsync to M/x from u@h.example (192.0.2.4)", "2019-03-05T03:28:03 27615 Receive M /x u h.example 192.0.2.4" },
        { "classic syslog without a year", "Mar  5 03:28:03 rsync1 rsyncd[27615]: rsync on pub/a from u@h.example (192.0.2.4)", "2024-03-05T03:28:03 27615 Send pub /a u h.example 192.0.2.4" },
        { "the daemon's own log file", "2019/03/05 03:28:03 [27615] rsync on pub/a from u@h.example (192.0.2.4)", "2019-03-05T03:28:03 27615 Send pub /a u h.example 192.0.2.4" },
        { "an ISO stamp", "2024-05-01T03:28:03.118+02:00 rsync1 rsyncd[27615]: rsync on pub/a from h.example (192.0.2.4)", "2024-05-01T01:28:03.118 27615 Send pub /a - h.example 192.0.2.4" },
        { "an anonymous client", Head + "rsync on pub/ from h.example (192.0.2.4)", "2019-03-05T03:28:03 27615 Send pub / - h.example 192.0.2.4" },
        { "no slash after the module", Head + "rsync on pub from u@h (192.0.2.4)", "2019-03-05T03:28:03 27615 Send pub - u h 192.0.2.4" },
        { "a blank in the path", Head + "rsync on pub/a b/c from u@h (192.0.2.4)", "2019-03-05T03:28:03 27615 Send pub /a_b/c u h 192.0.2.4" },
        { "two arguments", Head + "rsync on pub/a pub/b from u@h (192.0.2.4)", "2019-03-05T03:28:03 27615 Send pub /a_/b u h 192.0.2.4" },
        { "a dot in the module", Head + "rsync on my.mod/a from u@h (192.0.2.4)", "2019-03-05T03:28:03 27615 Send my.mod /a u h 192.0.2.4" },
        { "an IPv6 address", Head + "rsync on pub/a from u@UNDETERMINED (2001:db8::5)", "2019-03-05T03:28:03 27615 Send pub /a u UNDETERMINED 2001:db8::5" },
        { "IPv6 with a zone", Head + "rsync on pub/a from u@h (fe80::1%eth0)", "2019-03-05T03:28:03 27615 Send pub /a u h fe80::1%eth0" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_read(string name, string line, string expected)
    {
        RsyncEvent session = RsyncLog.One(line, RsyncEventKind.Session);
        Assert.Equal(expected, string.Join(' ', (string[])
        [
            session.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture),
            $"{session.ProcessId}", $"{session.Operation}", session.Module ?? "-",
            session.Directory is { Length: > 0 } directory ? directory.Replace(' ', '_') : "-", session.UserName ?? "-",
            session.HostName ?? "-", session.ClientAddress ?? "-",
        ]));
        Assert.Equal(RsyncSessionState.Unfinished, session.State);
        Assert.True(name.Length > 0);
    }

    [Fact]
    public void Totals_are_read()
    {
        RsyncLog.Line(Head + "sent 184494 bytes  received 19414234 bytes  total size 19609565", out PlainLine seen);
        Assert.Equal((RsyncLineKind.Totals, (184494L, 19414234L, 19609565L)), (seen.Kind, seen.Totals));
    }

    [Fact]
    public void A_per_file_line_is_read()
    {
        RsyncEvent file = RsyncLog.One("2024/05/01 03:28:09 [27615] send h.example [192.0.2.4] pub () isos/a file.iso 734003200", RsyncEventKind.File);
        Assert.Equal(
            (RsyncOperation.Send, "h.example", "192.0.2.4", "pub", null, "isos/a file.iso", 734003200L),
            (file.Operation, file.HostName, file.ClientAddress, file.Module, file.UserName, file.FileName, file.FileBytes));
    }

    [Fact]
    public void An_error_is_read()
    {
        RsyncEvent error = RsyncLog.One("2024/05/01 03:28:09 [27615] rsync error: timeout in data send/receive (code 30) at io.c(203) [sender=3.2.7]", RsyncEventKind.Error);
        Assert.Equal(30, error.ExitCode);
        Assert.Equal("rsync error: timeout in data send/receive (code 30) at io.c(203) [sender=3.2.7]", error.Message);
    }

    [Fact]
    public void A_denial_is_read()
    {
        RsyncEvent denied = RsyncLog.One("2024/05/01 03:28:09 [27616] rsync denied on module priv from h.example (192.0.2.4)", RsyncEventKind.Denied);
        Assert.Equal(("priv", "h.example", "192.0.2.4"), (denied.Module, denied.HostName, denied.ClientAddress));
    }

    /// <summary>The events of the original's own test files; its zone is Paris.</summary>
    [Theory]
    [InlineData(
        "2019 Mar  5 03:28:03 rsync1 rsyncd[27615]:rsync to PORTAL-PRODUCTS-RW/seedlinkplots/ from resifportal@resif-vm30.ujf-grenoble.fr (152.77.1.6)",
        "2019 Mar  5 03:28:08 rsync1 rsyncd[27615]:sent 184494 bytes  received 19414234 bytes  total size 19609565",
        RsyncOperation.Receive, "PORTAL-PRODUCTS-RW", "/seedlinkplots/", 184494, 19414234, 19609565, 1551752883, 1551752888)]
    [InlineData(
        "2019 Mar  5 14:18:24 rsync1 rsyncd[21612]:rsync to RAP-SDS/ from rap@ist-sc3.ujf-grenoble.fr (152.77.159.18)",
        "2019 Mar  5 14:20:05 rsync1 rsyncd[21612]:sent 4912389 bytes  received 1148837211 bytes  total size 70591149056",
        RsyncOperation.Receive, "RAP-SDS", "/", 4912389, 1148837211, 70591149056, 1551791904, 1551792005)]
    [InlineData(
        "2019 Mar  5 14:18:24 rsync1 rsyncd[6154]:rsync on Z32015-VALIDATED-DATA/2019/A208A from alpes@node.unice.fr (134.59.147.15)",
        "2019 Mar  5 14:18:30 rsync1 rsyncd[6154]:sent 24132995 bytes  received 122 bytes  total size 1006481408",
        RsyncOperation.Send, "Z32015-VALIDATED-DATA", "/2019/A208A", 24132995, 122, 1006481408, 1551791904, 1551791910)]
    public void The_originals_own_events_come_out(
        string start, string end, RsyncOperation operation, string module, string directory,
        long sent, long received, long total, long from, long to)
    {
        RsyncEvent transfer = RsyncLog.One(
            start + "\n" + end + "\n", RsyncEventKind.Transfer,
            RsyncLog.All with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris") });
        Assert.Equal((operation, module, directory), (transfer.Operation, transfer.Module, transfer.Directory));
        Assert.Equal((sent, received, total), (transfer.SentBytes, transfer.ReceivedBytes, transfer.TotalBytes));
        Assert.Equal((from, to), (transfer.Time.ToUnixTimeSeconds(), transfer.EndTime!.Value.ToUnixTimeSeconds()));
        Assert.Equal(TimeSpan.FromSeconds(to - from), transfer.Duration);
        Assert.Equal("rsync1", transfer.LogHost);
    }

    [Fact]
    public void The_host_is_hashed_by_its_name()
        => Assert.Equal("khadLrK6HR6v", new RsyncEvent { HostName = "resif-vm30.ujf-grenoble.fr" }.HostHash);

    [Fact]
    public void A_log_without_transfers_gives_none()
        => Assert.Empty(RsyncLog.Read("2019 Mar  5 03:28:03 rsync1 sshd[1]:session opened\n\n", new RsyncOptions()));
}
