using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks.Sftp;

namespace LogStats.Sinks.Tests.Sftp;

/// <summary>Servers that hang, lie or never end: whatever comes, a session ends, says why, and takes no more memory than it needs.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SftpSessionTests
{
    private const string Listing = "printf -- '-rw-r--r--    ? nobody   no group         4 Nov 22 01:26 x\\n'";

    [Fact]
    public async Task What_goes_well_says_nothing()
    {
        SftpResult result = await SendAsync($"'-ls -ln'*) {Listing};;");
        Assert.Equal((LogSftpOutcome.Sent, 4L, "/in/a.log"), (result.Receipt!.Outcome, result.Receipt.Bytes, result.Receipt.Remote));
    }

    [Theory]
    [InlineData("'-put'*) exec sleep 600;;")]
    [InlineData("'-ls'*) exec sleep 600;;")]
    [InlineData("'-ls -ln'*part*) printf -- '-rw-r--r--    ? a b         4 Nov 22 01:26 x\\n';; '-rename'*) exec sleep 600;;")]
    public async Task A_server_that_hangs_is_given_up(string cases)
    {
        SftpResult result = await SendAsync(cases, static options => options with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(FaultId.SinkTimeout, result.Fault!.Id);
    }

    [Fact]
    public async Task Output_without_an_end_is_cut()
    {
        SftpResult result = await SendAsync("'-ls'*) exec cat /dev/zero;;");
        Assert.Contains("no end", result.Fault!.Message, StringComparison.Ordinal);
        result = await SendAsync("'-ls'*) exec yes;;");
        Assert.Contains("no end", result.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_read_back_has_no_more_bytes_than_it_ought_to()
    {
        SftpResult result = await SendAsync($"'-ls -ln'*) {Listing};; '-get'*) to=${{line##* \\\"}}; exec yes >\"${{to%\\\"}}\";;", static options => options with { Verify = true });
        Assert.Contains("no end", result.Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'-ls -ln'*) printf -- '-rw-r--r-- 1 a b 3 Nov 22 01:26 x\\n';;", "3 bytes arrived")]
    [InlineData("'-ls -ln'*) echo 'Cannot find it';;", "cannot be seen there")]
    [InlineData("'-ls -ln'*) printf -- 'drwxr-xr-x 1 a b 4 Nov 22 01:26 x\\n';;", "cannot be seen there")]
    [InlineData("'-put'*) echo 'write remote \"x\": Failure';;", "Failure")]
    [InlineData("'-put'*) printf 'evil \\033[2J text\\n';;", "evil")]
    public async Task What_a_server_says_is_told_and_the_file_is_not_renamed(string cases, string reason)
    {
        SftpResult result = await SendAsync($"{cases} '-rename'*) exit 3;;");
        Assert.Equal(FaultId.SinkRejected, result.Fault!.Id);
        Assert.Contains(reason, result.Fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Fault.Message);
    }

    [Fact]
    public async Task A_made_up_echo_answers_nothing()
    {
        SftpResult result = await SendAsync($"'-put'*) printf 'sftp> # 0123456789abcdef01234567 2\\nno room\\n';; '-ls -ln'*) {Listing};;");
        Assert.Contains("no room", result.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_ends_is_told_with_its_last_words()
    {
        SftpResult result = await SendAsync("'-put'*) echo 'client_loop: send disconnect: Broken pipe'; exit 255;;");
        Assert.Equal((FaultId.SinkConnect, true), (result.Fault!.Id, result.Fault.Message.Contains("Broken pipe", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("-rw-r--r--    ? nobody   nogroup         6 Nov 22 01:26 upload/.x.part", 6L)]
    [InlineData("-rw-r--r--    1 0        0        4294967296 Jan  1  2024 upload/x", 4294967296L)]
    [InlineData("-rw-------    1 a b c    domain users 9223372036854775807 Dec 31 23:59 x 5 Jan  1 00:00 y", 9223372036854775807L)]
    [InlineData("-rw-r--r-- 1 a b 99999999999999999999 Nov 22 01:26 x", null)]
    [InlineData("drwxr-xr-x    ? nobody   nogroup      4096 Nov 22 01:26 upload/web1", null)]
    [InlineData("Can't ls: \"/x\" not found", null)]
    public void The_length_stands_before_the_date(string line, long? length) => Assert.Equal(length, SftpListing.Length(line));

    [Theory]
    [InlineData("sftp://u@host/in", "/in", "sftp://host/in")]
    [InlineData("sftp://u@host:2222/~/in/x/", "in/x", "sftp://host:2222/~/in/x")]
    [InlineData("sftp://host", "/", "sftp://host/")]
    [InlineData("sftp://host/~", ".", "sftp://host/~")]
    [InlineData("sftp://[::1]:22/a%20b", "/a b", "sftp://[::1]:22/a b")]
    public void An_address_names_a_folder(string text, string folder, string shown)
        => Assert.Equal((folder, shown), (SftpAddress.Parse(text).Folder, SftpAddress.Parse(text).ToString()));

    [Theory]
    [InlineData("sftp://u:s3cret@host/in")]
    [InlineData("sftp://host/in?x=s3cret")]
    [InlineData("https://s3cret@host/in")]
    [InlineData("sftp://-oProxyCommand=s3cret/in")]
    [InlineData("sftp://-s3cret@host/in")]
    [InlineData("s3cret")]
    public void What_is_no_address_is_not_repeated(string text)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => SftpAddress.Parse(text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_name_that_would_end_its_command_is_refused(string name) => Assert.Throws<LogStatsException>(() => SftpCommand.Quote(name));

    [Fact]
    public void A_name_that_sftp_cannot_look_at_is_refused() => Assert.Throws<LogStatsException>(() => SftpCommand.Seen("in/a{b"));

    [Fact]
    public void A_command_that_sftp_would_cut_in_two_is_refused()
        => Assert.Throws<LogStatsException>(() => SftpCommand.Of("put -f", new string('a', 1500), new string('b', 600)));

    [Fact]
    public void A_name_that_leaves_no_room_is_written_under_its_hash()
        => Assert.Equal(51, SftpCommand.PartName(new string('n', 250), "0123456789ab").Length);

    private static async Task<SftpResult> SendAsync(string cases, Func<SftpOptions, SftpOptions>? with = null)
    {
        using FakeSftp fake = new(cases);
        string path = fake.Write("a.log", "abc\n");
        SftpOptions options = (with ?? (static options => options))(fake.Options);
        SftpResult? result = null;
        await using SftpDelivery delivery = new(options, []);
        await delivery.SendAsync([new SftpFile { Path = path, Name = "a.log", Read = stop => WholeRead.Run(path, stop) }], one => result = one, CancellationToken.None);
        return result!;
    }
}
