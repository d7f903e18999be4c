using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks.Sftp;
using Xunit;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>Who the server is, and who is let in: nothing is sent before both are certain.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SftpTrustTests : IDisposable
{
    private readonly ForwardScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [NeedsSshdFact]
    public async Task A_key_that_is_not_known_or_was_changed_is_refused_and_shown()
    {
        await using SshServer server = await SshServer.StartAsync();
        string empty = server.PathOf("empty");
        await File.WriteAllTextAsync(empty, "");
        LogStatsException unknown = await FaultAsync(server.Options with { KnownHosts = empty });
        Assert.Equal(FaultId.SinkHostKey, unknown.Id);
        Assert.Contains("its host key is not known", unknown.Message, StringComparison.Ordinal);
        Assert.Contains($"{await server.FingerprintAsync("ed25519")} (ssh-ed25519)", unknown.Message, StringComparison.Ordinal);

        await server.ChangeHostKeysAsync();
        LogStatsException changed = await FaultAsync(server.Options);
        Assert.Equal(FaultId.SinkHostKey, changed.Id);
        Assert.Contains("another one than is known", changed.Message, StringComparison.Ordinal);
        Assert.Contains($"{await server.FingerprintAsync("rsa")} (ssh-rsa)", changed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Upload));
    }

    [NeedsSshdFact]
    public async Task A_revoked_key_is_refused()
    {
        await using SshServer server = await SshServer.StartAsync();
        string revoked = server.PathOf("revoked");
        await File.WriteAllLinesAsync(revoked, File.ReadLines(server.KnownHosts).Select(static line => "@revoked " + line).Concat(File.ReadLines(server.KnownHosts)));
        Assert.Equal(FaultId.SinkHostKey, (await FaultAsync(server.Options with { KnownHosts = revoked })).Id);
    }

    [NeedsSshdFact]
    public async Task A_fingerprint_alone_is_enough_and_must_fit()
    {
        await using SshServer server = await SshServer.StartAsync();
        foreach (string kind in (string[])["ed25519", "rsa"])
        {
            _scene.Add(100);
            Assert.Equal(1, await SendAsync(server.Options with { KnownHosts = null, Fingerprint = await server.FingerprintAsync(kind) }));
        }

        string other = $"SHA256:{new string('A', 43)}";
        LogStatsException fault = await FaultAsync(server.Options with { Fingerprint = other });
        Assert.Equal(FaultId.SinkHostKey, fault.Id);
        Assert.Contains(other, fault.Message, StringComparison.Ordinal);
        Assert.Equal(FaultId.ConfigInvalid, (await FaultAsync(server.Options with { Fingerprint = "SHA256:short" })).Id);
    }

    [NeedsSshdFact]
    public async Task A_key_with_a_pass_phrase_opens_with_that_alone()
    {
        await using SshServer server = await SshServer.StartAsync();
        SftpOptions locked = server.Options with { KeyFile = server.LockedKey };
        LogStatsException none = await FaultAsync(locked);
        LogStatsException wrong = await FaultAsync(locked with { Secret = static () => "not the phrase" });
        Assert.Equal((FaultId.SinkAuthentication, FaultId.SinkAuthentication), (none.Id, wrong.Id));
        Assert.Contains("has a pass phrase", none.Message, StringComparison.Ordinal);
        Assert.Contains("does not open the key", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not the phrase", wrong.ToString() + wrong.Advice, StringComparison.Ordinal);
        Assert.Equal(1, await SendAsync(locked with { Secret = static () => SshServer.Phrase }));
    }

    [NeedsSshdFact]
    public async Task No_secret_is_in_a_command_line_or_left_in_a_file()
    {
        await using SshServer server = await SshServer.StartAsync();
        List<string> seen = [];
        SftpOptions locked = server.Options with { KeyFile = server.LockedKey, Secret = static () => SshServer.Phrase };
        using SftpScratch scratch = new();
        await using (SftpSession session = SftpSession.Start(locked, null, scratch))
        {
            _ = await session.Opened;
            seen.AddRange(Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(CommandLine));
            Assert.DoesNotContain(SshServer.Phrase, string.Join('\n', Directory.EnumerateFiles(scratch.Folder).Select(File.ReadAllText)), StringComparison.Ordinal);
        }

        Assert.Contains(seen, static line => line.Contains("BatchMode=no", StringComparison.Ordinal));
        // A server of another test may be making its keys.
        Assert.DoesNotContain(seen, static line => line.Contains(SshServer.Phrase, StringComparison.Ordinal) && !line.Contains("ssh-keygen", StringComparison.Ordinal));
        scratch.Dispose();
        Assert.False(Directory.Exists(scratch.Folder));
    }

    [NeedsSshdFact]
    public async Task A_strange_or_open_or_missing_key_is_told()
    {
        await using SshServer server = await SshServer.StartAsync();
        Assert.Equal(FaultId.SinkAuthentication, (await FaultAsync(server.Options with { KeyFile = server.StrangeKey })).Id);
        Assert.Equal(FaultId.SecretNotFound, (await FaultAsync(server.Options with { KeyFile = server.PathOf("nothing") })).Id);
        File.SetUnixFileMode(server.StrangeKey, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        LogStatsException open = await FaultAsync(server.Options with { KeyFile = server.StrangeKey });
        Assert.Equal(FaultId.ConfigInvalid, open.Id);
        Assert.Contains("chmod 600", open.Advice, StringComparison.Ordinal);
        Assert.Equal(FaultId.PathNotFound, (await FaultAsync(server.Options with { KnownHosts = server.PathOf("nothing") })).Id);
        Assert.Equal(FaultId.SinkConnect, (await FaultAsync(server.Options with { Client = "no-such-sftp" })).Id);
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Join(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // It has ended.
        }
    }

    private async Task<LogStatsException> FaultAsync(SftpOptions server)
    {
        _scene.Add(100);
        return await Assert.ThrowsAsync<LogStatsException>(() => SendAsync(server));
    }

    private async Task<long> SendAsync(SftpOptions server)
    {
        using ForwardScene own = new();
        own.Add(100, name: $"f{_scene.Files.Count}-{Guid.NewGuid():N}.log");
        using ArchiveForward forward = new(new ForwardOptions { Directory = own.Folder, Server = server });
        await forward.RunAsync(once: true, CancellationToken.None);
        return forward.Account.Sent;
    }
}
