using FsCheck;
using FsCheck.Fluent;
using LogStats.Rsync;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>Every message that a daemon writes, and messages that a client would like it to have written.</summary>
public sealed class RsyncMessageTests
{
    private const string Head = "2024/05/01 03:28:03 [27615] ";

    public static TheoryData<string, string> Messages => new()
    {
        { "rsyncd version 3.2.7 starting, listening on port 873", "DaemonStart" },
        { "connect from h.example (192.0.2.4)", "Connect host=h.example address=192.0.2.4" },
        { "connect from UNDETERMINED (2001:db8::5)", "Connect host=UNDETERMINED address=2001:db8::5" },
        { "connect from unknown (::ffff:192.0.2.4)", "Connect host=unknown address=::ffff:192.0.2.4" },
        { "rsync allowed access on module M from h.example (192.0.2.4)", "Allowed module=M host=h.example address=192.0.2.4" },
        { "rsync denied on module M from h.example (192.0.2.4)", "Denied module=M host=h.example address=192.0.2.4" },
        { "module-list request from h.example (192.0.2.4)", "ModuleList host=h.example address=192.0.2.4" },
        { "unknown module 'M' tried from h.example (192.0.2.4)", "UnknownModule module=M host=h.example address=192.0.2.4" },
        { "unknown module '' tried from h.example (192.0.2.4)", "UnknownModule host=h.example address=192.0.2.4" },
        { "auth failed on module M from h.example (192.0.2.4): invalid challenge response", "AuthFailed module=M host=h.example address=192.0.2.4" },
        { "auth failed on module M from h.example (192.0.2.4) for bob: no matching rule", "AuthFailed module=M user=bob host=h.example address=192.0.2.4" },
        { "auth failed on module M from h.example (192.0.2.4) for bob: password mismatch", "AuthFailed module=M user=bob host=h.example address=192.0.2.4" },
        { "auth failed on module M from h.example (192.0.2.4) for a b: c: no such user", "AuthFailed module=M user=a b: c host=h.example address=192.0.2.4" },
        { "max connections (2) reached", "MaxConnections" },
        { "rsync on pub/a from u@h.example (192.0.2.4)", "Request Send user=u host=h.example address=192.0.2.4 text=pub/a" },
        { "rsync to pub/ from h.example (192.0.2.4)", "Request Receive host=h.example address=192.0.2.4 text=pub/" },
        { "rsync on . from h (192.0.2.4)", "Request Send host=h address=192.0.2.4 text=." },
        { "rsync on pub/a from john doe@h (192.0.2.4)", "Request Send user=john doe host=h address=192.0.2.4 text=pub/a" },
        { "rsync on pub/a from u@corp@h (192.0.2.4)", "Request Send user=u@corp host=h address=192.0.2.4 text=pub/a" },
        { "building file list", "Phase" },
        { "receiving file list", "Phase" },
        { "sent 10 bytes  received 20 bytes  total size 30", "Totals 10/20/30" },
        { "wrote 10 bytes  read 20 bytes  total size 30", "Totals 10/20/30" },
        { "sent 0 bytes  received 9223372036854775807 bytes  total size 0", "Totals 0/9223372036854775807/0" },
        { "rsync error: timeout in data send/receive (code 30) at io.c(203) [sender=3.2.7]", "Error code=30" },
        { "rsync error: received SIGINT, SIGTERM, or SIGHUP (code 20) at rsync.c(700) [Receiver=3.1.3]", "Error code=20" },
        { "rsync error: a (code 1) in it (code 23) at main.c(1) [x=1]", "Error code=23" },
        { "rsync error: no code at all", "Error code=-1" },
        { "rsync warning: some files vanished before they could be transferred (code 24) at main.c(1682) [sender=3.2.7]", "Warning code=24" },
        { "rsync: connection unexpectedly closed (202529 bytes received so far) [generator]", "Diagnostic" },
        { "rsync: [sender] link_stat \"nofile\" (in pub) failed: No such file or directory (2)", "Diagnostic" },
        { "name lookup failed for 192.0.2.4: Name or service not known", "Note" },
        { "created directory seedlinkplots", "Note" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_read(string message, string expected)
    {
        Assert.True(RsyncLog.Line(Head + message, out PlainLine seen).IsRecord);
        Assert.Equal(expected, Describe(seen));
        bool keepsText = seen.Kind is not (RsyncLineKind.Request or RsyncLineKind.Connect or RsyncLineKind.Allowed or RsyncLineKind.Phase or RsyncLineKind.Totals);
        Assert.True(!keepsText || seen.Text == message);
        foreach (string head in (string[])["Mar  5 03:28:03 rsync1 rsyncd[27615]: ", "2019 Mar  5 03:28:03 rsync1 rsyncd[27615]:",
            "2024-05-01T03:28:03Z rsync1 rsyncd.alice[27615]: ", "<30>1 2024-05-01T03:28:03Z rsync1 rsyncd 27615 - - "])
        {
            Assert.True(RsyncLog.Line(head + message, out PlainLine other).IsRecord);
            Assert.Equal(expected, Describe(other));
        }
    }

    [Theory]
    [InlineData("sent 10 bytes  received 20 bytes  total size 99999999999999999999", "number")]
    [InlineData("sent 10 bytes  received 1000000000000000000000000000000 bytes  total size 3", "number")]
    [InlineData("sent -1 bytes  received 20 bytes  total size 30", "number")]
    [InlineData("sent NaN bytes  received 20 bytes  total size 30", "number")]
    [InlineData("sent 1e309 bytes  received 20 bytes  total size 30", "number")]
    [InlineData("sent 10 bytes received 20 bytes total size 30", "message-unknown")]
    [InlineData("sent 10 bytes  received 20 bytes  total size 30\r", "number")]
    [InlineData("rsync on pub/a from h", "message-unknown")]
    [InlineData("rsync on pub/a from h (not an address)", "message-unknown")]
    [InlineData("rsync on pub/a from u@ (192.0.2.4)", "message-unknown")]
    [InlineData("connect from h (192.0.2.4) and more", "message-unknown")]
    [InlineData("connect from two words (192.0.2.4)", "message-unknown")]
    [InlineData("send h [not an address] pub () a 5", "message-unknown")]
    [InlineData("send h [192.0.2.4] pub () a five", "message-unknown")]
    [InlineData("send h [192.0.2.4] pub () a 99999999999999999999", "message-unknown")]
    [InlineData("move h [192.0.2.4] pub () a 5", "message-unknown")]
    [InlineData("something else", "message-unknown")]
    [InlineData("   ", "blank")]
    public void What_is_no_message_is_refused_with_its_reason(string message, string reason)
    {
        RsyncLog.Line(Head + message, out PlainLine seen);
        Assert.Equal(reason, seen.Reason);
    }

    [Theory]
    [InlineData("Mar  5 03:28:03 rsync1 sshd[1]: session opened", "other-program")]
    [InlineData("Mar  5 03:28:03 rsync1 sshd[1]: connect from h (192.0.2.4)", "other-program")]
    [InlineData("Mar  5 03:28:03 rsync1 no tag at all", "other-program")]
    [InlineData("no stamp", "no-stamp")]
    [InlineData("", "blank")]
    [InlineData(" \t ", "blank")]
    public void What_another_wrote_is_left_out_with_its_reason(string line, string reason)
    {
        RsyncLog.Line(line, out PlainLine seen);
        Assert.Equal(reason, seen.Reason);
    }

    [Fact]
    public void Another_tag_can_be_named_and_unmistakable_messages_need_none()
    {
        const string line = "Mar  5 03:28:03 h mirror[1]: connect from h (192.0.2.4)";
        Assert.False(RsyncLog.Line(line, out _).IsRecord);
        Assert.True(RsyncLog.Line(line, out _, RsyncLog.All with { SyslogTag = "mirror" }).IsRecord);
        Assert.True(RsyncLog.Line("Mar  5 03:28:03 h mirror[1]: rsync on pub from h (192.0.2.4)", out _).IsRecord);
    }

    /// <summary>What a client can choose, chosen to look like what the daemon writes.</summary>
    private static readonly Gen<string> s_hostile = Gen.Elements(
        "a [1.2.3.4] mod (user) b 12", " from x (1.2.3.4)", "x from y@z (6.6.6.6)", "evil user@1.2.3.4:5 login", ") from h (1.2.3.4)",
        "' tried from h (1.2.3.4)", "[1.2.3.4] ", " for root: ok", ": ", "sent 1 bytes  received 2 bytes  total size 3",
        "rsync on x from y (1.2.3.4)", "(code 0)", "a", "b c", "@", "(", " (1.2.3.4)", "] ", "\u202e", "\\#012").ArrayOf()
        .Select(string.Concat);

    private static readonly Gen<(string Host, string Address)> s_peer = Gen.Elements(
        ("h.example", "192.0.2.4"), ("UNDETERMINED", "2001:db8::5"), ("UNKNOWN", "fd00::1"), ("localhost", "127.0.0.1"));

    [Fact]
    public void The_address_is_always_the_peers_whatever_the_client_calls_its_files_users_and_modules()
        => Always.Holds(from forged in s_hostile from second in s_hostile from peer in s_peer select (forged, second, peer), test =>
        {
            (string forged, string second, (string host, string address)) = test;
            string peer = $"{host} ({address})";
            string[] lines =
            [
                $"rsync on pub/{forged} from {peer}",
                $"rsync to pub/{forged} pub/{second} from alice@{peer}",
                $"unknown module '{forged}' tried from {peer}",
                $"auth failed on module pub from {peer} for {forged}: no matching rule",
                $"send {host} [{address}] pub () {forged} 12",
                $"recv {host} [{address}] pub (alice) {forged}{second} 12",
                $"del. {host} [{address}] pub (alice) {forged} 0",
            ];
            foreach (string line in lines)
            {
                if (RsyncLog.Line(Head + Latin(line), out PlainLine seen).IsRecord && seen.Address.Length > 0)
                {
                    Assert.Equal((address, host), (seen.Address, seen.Host));
                }
            }

            Assert.True(RsyncLog.Line(Head + Latin(lines[4]), out PlainLine file).IsRecord);
            Assert.Equal((RsyncLineKind.File, Latin(forged), 12L, "pub", ""), (file.Kind, file.Text, file.Length, file.Module, file.User));
            Assert.True(RsyncLog.Line(Head + Latin(lines[0]), out PlainLine request).IsRecord);
            Assert.Equal((RsyncLineKind.Request, Latin($"pub/{forged}"), ""), (request.Kind, request.Text, request.User));
            Assert.True(RsyncLog.Line(Head + Latin(lines[2]), out PlainLine unknown).IsRecord);
            Assert.Equal((RsyncLineKind.UnknownModule, Latin(forged)), (unknown.Kind, unknown.Module));
            Assert.True(RsyncLog.Line(Head + Latin(lines[3]), out PlainLine failed).IsRecord);
            Assert.Equal((RsyncLineKind.AuthFailed, Latin(forged)), (failed.Kind, failed.User));
        }, count: 3000);

    [Theory]
    [InlineData("734003200", 734003200)]
    [InlineData("0", 0)]
    [InlineData("734,003,200", 734003200)]
    [InlineData("1.50K", 1500)]
    [InlineData("699.99M", 699990000)]
    [InlineData("1.01G", 1010000000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_number_is_read_in_every_form_that_rsync_writes(string text, long value)
    {
        Assert.True(RsyncWords.Number(System.Text.Encoding.ASCII.GetBytes(text), out long read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData(",")]
    [InlineData(".")]
    [InlineData("-1")]
    [InlineData("1e309")]
    [InlineData("NaN")]
    [InlineData("9223372036854775808")]
    [InlineData("9999999999999999999P")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("9,999,999,999,999,999,999,999")]
    [InlineData("0.00000000000000000000000000000000000000001x")]
    [InlineData("1.2.3")]
    public void What_is_no_number_is_none_and_does_not_throw(string text)
        => Assert.False(RsyncWords.Number(System.Text.Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("a\\#012b", "a\nb")]
    [InlineData("\\#134#012", "\\#012")]
    [InlineData("\\#303\\#274", "ü")]
    [InlineData("\\#400", "\\#400")]
    [InlineData("\\#01", "\\#01")]
    [InlineData("\\#08x", "\\#08x")]
    [InlineData("\\\\#012", "\\\n")]
    [InlineData("", null)]
    public void Escapes_are_undone(string text, string? plain)
        => Assert.Equal(plain, RsyncWords.Text(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string Latin(string text) => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Describe(PlainLine line)
    {
        List<string> parts = [$"{line.Kind}"];
        parts.AddRange(line.Operation == RsyncOperation.None ? [] : [$"{line.Operation}"]);
        parts.AddRange(line.Module == "" ? [] : [$"module={line.Module}"]);
        parts.AddRange(line.User == "" ? [] : [$"user={line.User}"]);
        parts.AddRange(line.Host == "" ? [] : [$"host={line.Host}", $"address={line.Address}"]);
        parts.AddRange(line.Kind == RsyncLineKind.Request ? [$"text={line.Text}"] : []);
        parts.AddRange(line.Kind == RsyncLineKind.Totals ? [$"{line.Totals.Sent}/{line.Totals.Received}/{line.Totals.Total}"] : []);
        parts.AddRange(line.Kind is RsyncLineKind.Error or RsyncLineKind.Warning ? [$"code={line.Code}"] : []);
        return string.Join(' ', parts);
    }
}
