using System.Globalization;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>Lines that belong together, and lines that only seem to.</summary>
public sealed class RsyncSessionsTests
{
    private static readonly RsyncOptions s_sessions = new() { Kinds = RsyncEventKind.Session };

    [Fact]
    public void A_process_id_that_is_used_again_is_another_session()
    {
        List<RsyncEvent> sessions = Read(
            "00:00:01 7 connect from a (192.0.2.1)",
            "00:00:01 7 rsync on pub/x from a (192.0.2.1)",
            "00:00:02 7 sent 1 bytes  received 2 bytes  total size 3",
            "00:00:03 7 connect from b (192.0.2.2)",
            "00:00:03 7 rsync on pub/y from b (192.0.2.2)",
            "00:00:04 7 rsync on pub/z from c (192.0.2.3)",
            "00:00:05 7 sent 4 bytes  received 5 bytes  total size 6");
        Assert.Equal(
            ["a Finished /x 1", "b Unfinished /y ", "c Finished /z 4"],
            sessions.Select(item => $"{item.HostName} {item.State} {item.Directory} {item.SentBytes}"));
    }

    [Fact]
    public void An_error_after_the_totals_makes_the_transfer_a_failed_one()
    {
        RsyncEvent session = Assert.Single(Read(
            "00:00:01 7 rsync on pub/x from a (192.0.2.1)",
            "00:00:02 7 sent 1 bytes  received 2 bytes  total size 3",
            "00:00:03 7 rsync error: timeout (code 30) at io.c(203) [sender=3.2.7]"));
        Assert.Equal((RsyncSessionState.Failed, 30, 1L), (session.State, session.ExitCode, session.SentBytes));
        Assert.Equal(TimeSpan.FromSeconds(2), session.Duration);
    }

    [Fact]
    public void An_error_long_after_the_end_is_another_processes()
    {
        RsyncEvent session = Assert.Single(Read(
            "00:00:01 7 rsync on pub/x from a (192.0.2.1)",
            "00:00:02 7 sent 1 bytes  received 2 bytes  total size 3",
            "00:00:08 7 rsync error: timeout (code 30) at io.c(203) [sender=3.2.7]"));
        Assert.Equal((RsyncSessionState.Finished, 0), (session.State, session.ExitCode));
    }

    [Fact]
    public void An_aborted_session_says_so()
    {
        RsyncEvent session = Assert.Single(Read(
            "00:00:01 7 rsync to pub/x from a (192.0.2.1)",
            "00:00:02 7 rsync: connection unexpectedly closed (202529 bytes received so far) [generator]",
            "00:00:02 7 rsync error: error in rsync protocol data stream (code 12) at io.c(226) [generator=3.1.3]"));
        Assert.Equal((RsyncSessionState.Failed, 12, null), (session.State, session.ExitCode, session.SentBytes));
        Assert.StartsWith("rsync error:", session.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_without_a_code_has_none()
    {
        RsyncEvent session = Assert.Single(Read(
            "00:00:01 7 rsync to pub/x from a (192.0.2.1)",
            "00:00:02 7 rsync error: cut off in the mid"));
        Assert.Equal((RsyncSessionState.Failed, null), (session.State, session.ExitCode));
    }

    [Fact]
    public void Vanished_files_are_a_warning_and_no_failure()
    {
        RsyncEvent session = Assert.Single(Read(
            "00:00:01 7 rsync on pub/x from a (192.0.2.1)",
            "00:00:02 7 sent 1 bytes  received 2 bytes  total size 3",
            "00:00:02 7 rsync warning: some files vanished before they could be transferred (code 24) at main.c(1682) [sender=3.2.7]"));
        Assert.Equal((RsyncSessionState.Finished, 24), (session.State, session.ExitCode));
    }

    [Fact]
    public void Totals_without_a_start_are_counted_as_a_line_and_make_nothing()
    {
        List<RsyncEvent> events = RsyncLog.Read("2024/05/01 00:00:02 [7] sent 1 bytes  received 2 bytes  total size 3\n");
        Assert.Empty(events);
    }

    [Fact]
    public void A_full_daemon_turns_the_client_away_whose_name_only_the_connection_has()
    {
        const string log = "2024/05/01 00:00:01 [7] connect from a (192.0.2.1)\n2024/05/01 00:00:01 [7] max connections (2) reached\n";
        RsyncEvent denied = RsyncLog.One(log, RsyncEventKind.Denied);
        Assert.Equal(("a", "192.0.2.1"), (denied.HostName, denied.ClientAddress));
        Assert.Equal(RsyncSessionState.Refused, RsyncLog.One(log, RsyncEventKind.Session).State);
    }

    [Theory]
    [InlineData("module-list request from a (192.0.2.1)", RsyncSessionState.Listed)]
    [InlineData("rsync denied on module m from a (192.0.2.1)", RsyncSessionState.Denied)]
    [InlineData("unknown module 'm' tried from a (192.0.2.1)", RsyncSessionState.UnknownModule)]
    [InlineData("auth failed on module m from a (192.0.2.1) for u: no such user", RsyncSessionState.AuthFailed)]
    [InlineData("rsync allowed access on module m from a (192.0.2.1)", RsyncSessionState.Allowed)]
    public void How_far_a_session_came_is_told(string message, RsyncSessionState state)
        => Assert.Equal(state, Assert.Single(Read("00:00:01 7 connect from a (192.0.2.1)", "00:00:01 7 " + message)).State);

    [Fact]
    public void Two_hosts_with_the_same_process_id_in_one_file_are_two_sessions()
    {
        string log = string.Join('\n', (string[])
        [
            "Mar  5 03:28:03 one rsyncd[7]: rsync on pub/x from a (192.0.2.1)",
            "Mar  5 03:28:03 two rsyncd[7]: rsync on pub/y from b (192.0.2.2)",
            "Mar  5 03:28:04 one rsyncd[7]: sent 1 bytes  received 2 bytes  total size 3",
            "Mar  5 03:28:05 two rsyncd[7]: sent 4 bytes  received 5 bytes  total size 6",
        ]);
        Assert.Equal(
            ["one a 1", "two b 4"],
            RsyncLog.Read(log, new RsyncOptions()).OrderBy(item => item.Offset).Select(item => $"{item.LogHost} {item.HostName} {item.SentBytes}"));
    }

    [Fact]
    public void A_tag_that_takes_the_users_name_is_the_same_session()
    {
        string log = string.Join('\n', (string[])
        [
            "Mar  5 03:28:03 one rsyncd[7]: connect from a (192.0.2.1)",
            "Mar  5 03:28:03 one rsyncd.alice[7]: rsync on pub/x from alice@a (192.0.2.1)",
            "Mar  5 03:28:04 one rsyncd.alice[7]: sent 1 bytes  received 2 bytes  total size 3",
        ]);
        Assert.Single(RsyncLog.Read(log, s_sessions));
    }

    [Fact]
    public void A_module_with_a_blank_is_known_by_the_grant()
    {
        RsyncEvent session = Assert.Single(Read(
            "00:00:01 7 connect from a (192.0.2.1)",
            "00:00:01 7 rsync allowed access on module my mod from a (192.0.2.1)",
            "00:00:01 7 rsync on my mod/a b my mod/c from a (192.0.2.1)"));
        Assert.Equal(("my mod", "/a b /c"), (session.Module, session.Directory));
    }

    [Fact]
    public void Sessions_run_on_into_the_next_file_and_each_record_says_where_it_stands()
    {
        using TempFolder folder = new();
        string first = folder.Write("a.log.1", Log("00:00:01 7 connect from a (192.0.2.1)") + "\n");
        string second = folder.Write("a.log", Log(
            "00:00:02 8 connect from b (192.0.2.2)",
            "00:00:02 7 rsync on pub/x from a (192.0.2.1)", "00:00:03 7 sent 1 bytes  received 2 bytes  total size 3") + "\n");
        List<RsyncEvent> both = RsyncLog.Read([LineInput.File(first), LineInput.File(second)], RsyncLog.All, out _);
        RsyncEvent session = both.Single(item => item is { Kind: RsyncEventKind.Session, ProcessId: 7 });
        Assert.Equal((first, 0L), (session.Path, session.Offset));
        RsyncEvent transfer = both.Single(item => item.Kind == RsyncEventKind.Transfer);
        Assert.Equal((second, File.ReadAllText(second).IndexOf("2024/05/01 00:00:02 [7]", StringComparison.Ordinal)), (transfer.Path, (int)transfer.Offset));

        // The request is in the second file whichever files are read: the transfer keeps its name.
        RsyncEvent alone = RsyncLog.Read([LineInput.File(second)], RsyncLog.All, out _).Single(item => item.Kind == RsyncEventKind.Transfer);
        Assert.Equal(alone.Key, transfer.Key);
    }

    [Fact]
    public void What_is_said_of_the_end_counts_only_sessions_without_one()
    {
        RsyncReader reader = new(s_sessions, RsyncLog.Clock);
        foreach (string line in Log(
            "00:00:01 7 connect from a (192.0.2.1)", "00:00:01 7 rsync on pub/x from a (192.0.2.1)",
            "00:00:02 7 sent 1 bytes  received 2 bytes  total size 3", "00:00:02 8 connect from b (192.0.2.2)").Split('\n'))
        {
            reader.Line(System.Text.Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal(1, reader.OpenSessions);
        Assert.Equal(2, reader.Finish().Count);
        Assert.StartsWith("1 session had no end", reader.Remark, StringComparison.Ordinal);
        Assert.Equal(0, reader.OpenSessions);
    }

    [Fact]
    public void Nothing_is_said_where_all_sessions_ended()
    {
        RsyncReader reader = new(s_sessions, RsyncLog.Clock);
        reader.Line("2024/05/01 00:00:01 [7] rsync on pub/x from a (192.0.2.1)"u8);
        reader.Line("2024/05/01 00:00:01 [7] sent 1 bytes  received 2 bytes  total size 3"u8);
        reader.Finish();
        Assert.Equal("", reader.Remark);
    }

    /// <summary>Without process ids all is one session that may never rest; its texts must not pile up.</summary>
    [Fact]
    public void A_session_of_endless_errors_stays_small()
    {
        RsyncReader reader = new(new RsyncOptions { Kinds = RsyncEventKind.Daemon }, RsyncLog.Clock);
        byte[][] lines = [.. Enumerable.Range(0, 1000).Select(n => System.Text.Encoding.UTF8.GetBytes(
            $"Mar  5 03:28:03 one rsyncd: rsync error: error number {n} {new string('x', 500)} (code 12) at io.c(226) [x=1]"))];
        reader.Line("Mar  5 03:28:03 one rsyncd: connect from a (192.0.2.1)"u8);
        long before = 0;
        for (int round = 0; round < 20; round++)
        {
            before = round == 1 ? GC.GetAllocatedBytesForCurrentThread() : before;
            foreach (byte[] line in lines)
            {
                reader.Line(line);
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("pub", "", "pub", "")]
    [InlineData("pub/", "", "pub", "/")]
    [InlineData("pub/a/b", "", "pub", "/a/b")]
    [InlineData("pub/a b", "", "pub", "/a b")]
    [InlineData("pub/a pub/b", "", "pub", "/a /b")]
    [InlineData("pub/a pub", "", "pub", "/a")]
    [InlineData("pub/a public", "", "pub", "/a public")]
    [InlineData("my mod/a", "my mod", "my mod", "/a")]
    [InlineData("my mod/a", "", "my", "mod/a")]
    [InlineData("other/a", "pub", "other", "/a")]
    [InlineData("public/a", "pub", "public", "/a")]
    [InlineData("", "", "", "")]
    [InlineData("/", "", "", "/")]
    [InlineData(" ", "", "", "")]
    [InlineData("./a", "", ".", "/a")]
    public void A_request_is_module_and_paths(string request, string granted, string module, string directory)
    {
        ReadOnlySpan<byte> text = System.Text.Encoding.UTF8.GetBytes(request);
        ReadOnlySpan<byte> found = RsyncRequest.Module(text, System.Text.Encoding.UTF8.GetBytes(granted));
        Assert.Equal(module, System.Text.Encoding.UTF8.GetString(found));
        Assert.Equal(directory, System.Text.Encoding.UTF8.GetString(RsyncRequest.Directory(text, found)));
    }

    private static List<RsyncEvent> Read(params string[] lines)
        => [.. RsyncLog.Read(Log(lines), s_sessions).OrderBy(item => item.Offset)];

    private static string Log(params string[] lines)
        => string.Join('\n', lines.Select(line => string.Create(
            CultureInfo.InvariantCulture, $"2024/05/01 {line[..8]} [{line[9]}]{line[10..]}")));
}
