using System.Runtime.Versioning;
using LogStats.Archive;
using LogStats.Faults;
using LogStats.Sinks.Sftp;
using Xunit;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>Archives forwarded to a real server: what is there, what is refused, and what is told of it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ForwardTests : IDisposable
{
    private readonly ForwardScene _scene = new();
    private readonly List<LogStatsException> _faults = [];

    public void Dispose() => _scene.Dispose();

    [NeedsSshdFact]
    public async Task Files_arrive_whole_and_are_moved_and_reported()
    {
        await using SshServer server = await SshServer.StartAsync();
        foreach (int length in (int[])[0, 1, 80, 4096, 300_000])
        {
            _scene.Add(length);
        }

        ForwardAccount account = await RunAsync(server.Options);
        Assert.Equal((5, 0, 0, 0), (account.Sent, account.Had, account.Failed, account.Waiting));
        Assert.Null(_scene.Judge(server.Upload));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \| MyGP_accessLog_25112910_00-19_web[12]-\d\.log \| lines=\d+ \| status=Sent$", _scene.Report("log")[0]);
        Assert.Equal((0, 0), await CountAsync(server.Options));
    }

    [NeedsSshdFact]
    public async Task Each_source_may_have_a_folder_and_manifests_may_follow()
    {
        await using SshServer server = await SshServer.StartAsync();
        _scene.Add(100, "web1", "same.log");
        _scene.Add(200, "web2", "same.log");
        _ = await RunAsync(server.Options with { Verify = true }, bySource: true, withManifest: true);
        Assert.Equal(["web1/same.log", "web1/same.log.json", "web2/same.log", "web2/same.log.json"],
            Directory.EnumerateFiles(server.Upload, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(server.Upload, path)).Order(StringComparer.Ordinal));
        Assert.Equal(["web1/same.log", "web2/same.log"], _scene.Report("log").Select(static line => line.Split(" | ")[1]).Order(StringComparer.Ordinal));
        Assert.Empty(_faults);
    }

    [NeedsSshdFact]
    public async Task A_file_that_is_there_already_counts_as_sent()
    {
        await using SshServer server = await SshServer.StartAsync();
        string path = _scene.Add(5000);
        File.Copy(path, Path.Join(server.Upload, Path.GetFileName(path)));
        ForwardAccount account = await RunAsync(server.Options);
        Assert.Equal((0, 1, 0), (account.Sent, account.Had, account.Failed));
        Assert.Null(_scene.Judge(server.Upload));
    }

    [NeedsSshdFact]
    public async Task Another_file_of_that_name_is_left_alone_and_told_once()
    {
        await using SshServer server = await SshServer.StartAsync();
        string same = Path.GetFileName(_scene.Add(5000, "web1"));
        string longer = Path.GetFileName(_scene.Add(5000, "web1"));
        File.WriteAllText(Path.Join(server.Upload, same), new string('o', 5000));
        File.WriteAllText(Path.Join(server.Upload, longer), new string('o', 5001));

        ForwardAccount account = await RunAsync(server.Options);
        Assert.Equal((0, 0, 2), (account.Sent, account.Had, account.Failed));
        Assert.All(_faults, static fault => Assert.Equal(FaultId.SinkRejected, fault.Id));
        Assert.Contains(_faults, static fault => fault.Message.Contains("with another content", StringComparison.Ordinal));
        Assert.Contains(_faults, static fault => fault.Message.Contains("5,001 bytes", StringComparison.Ordinal));
        Assert.Equal(new string('o', 5000), await File.ReadAllTextAsync(Path.Join(server.Upload, same)));
        Assert.Equal((ArchiveState.Failed, 2, 0), (_scene.StateOf("web1", same), _scene.Report("fail").Length, _scene.Report("log").Length));

        File.Delete(Path.Join(server.Upload, same));
        File.Delete(Path.Join(server.Upload, longer));
        _ = await RunAsync(server.Options);
        Assert.Null(_scene.Judge(server.Upload));
        Assert.Equal(2, _scene.Report("fail").Length);
    }

    [NeedsSshdFact]
    public async Task A_damaged_file_is_never_sent()
    {
        await using SshServer server = await SshServer.StartAsync();
        string path = _scene.Add(5000, "web1");
        string shorter = _scene.Add(5000, "web1");
        byte[] content = await File.ReadAllBytesAsync(path);
        content[4000] ^= 1;
        await File.WriteAllBytesAsync(path, content);
        await File.WriteAllBytesAsync(shorter, content[..4000]);
        ForwardAccount account = await RunAsync(server.Options);
        Assert.Equal(2, account.Failed);
        Assert.All(_faults, static fault => Assert.Equal(FaultId.FileRead, fault.Id));
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Upload));
        Assert.Equal(ArchiveState.Failed, _scene.StateOf("web1", Path.GetFileName(path)));
    }

    [NeedsSshdFact]
    public async Task A_full_disk_over_there_leaves_nothing_and_passes()
    {
        await using SshServer server = await SshServer.StartAsync();
        await server.StopAsync();
        await server.BeginAsync(mostKilobytes: 64);
        _scene.Add(200_000);
        _scene.Add(1000);
        ForwardAccount account = await RunAsync(server.Options);
        Assert.Equal((1, 1), (account.Sent, account.Failed));
        Assert.Equal((FaultId.SinkRejected, 1), (_faults.Single().Id, Directory.GetFiles(server.Upload).Length));
        Assert.Contains("full", _faults[0].Advice, StringComparison.Ordinal);

        await server.StopAsync();
        await server.BeginAsync();
        _ = await RunAsync(server.Options);
        Assert.Null(_scene.Judge(server.Upload));
    }

    [NeedsSshdFact]
    public async Task A_server_that_is_away_costs_three_tries_and_no_file()
    {
        await using SshServer server = await SshServer.StartAsync();
        await server.StopAsync();
        _scene.Add(1000);
        _scene.Add(1000);
        ForwardAccount account = await RunAsync(server.Options);
        Assert.Equal((2, FaultId.SinkConnect), (account.Failed, _faults.Single().Id));
        Assert.Equal((2, 0), (_scene.Report("fail").Length, _scene.Report("log").Length));
        await server.BeginAsync();
        _ = await RunAsync(server.Options);
        Assert.Null(_scene.Judge(server.Upload));
    }

    [NeedsSshdFact]
    public async Task One_forward_at_a_time_is_let_in()
    {
        await using SshServer server = await SshServer.StartAsync();
        using Archive.Forwarding.ForwardOutbox other = Archive.Forwarding.ForwardOutbox.Open(_scene.Folder, static part => part.Name, TimeProvider.System);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => RunAsync(server.Options));
        Assert.Equal(FaultId.CheckpointInUse, fault.Id);
    }

    private async Task<(long, long)> CountAsync(SftpOptions server)
    {
        ForwardAccount account = await RunAsync(server);
        return (account.Sent, account.Failed);
    }

    private async Task<ForwardAccount> RunAsync(SftpOptions server, bool bySource = false, bool withManifest = false)
    {
        using ArchiveForward forward = new(new ForwardOptions
        {
            Directory = _scene.Folder,
            Server = server,
            BySource = bySource,
            WithManifest = withManifest,
            Report = _faults.Add,
        });
        await forward.RunAsync(once: true, CancellationToken.None);
        return forward.Account;
    }
}
