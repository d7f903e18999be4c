using System.Runtime.Versioning;
using LogStats.Lines;
using LogStats.Rsync;
using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>What a real daemon logs of real clients, in its default format and in others, is read for what it was.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RsyncDaemonTests
{
    [NeedsTheory("rsync")]
    [InlineData(null)]
    [InlineData("%o %h [%a] %m (%u) %f %l")]
    [InlineData("%o %h [%a] %m (%u) %f %l %b")]
    [InlineData("%i %h [%a] %m (%u) %B %M %n%L %''l")]
    [InlineData("%t [%p] %o %a %m %P|%f|%8l %-12b %U:%G")]
    public async Task What_was_done_is_what_is_read(string? logFormat)
    {
        await using RsyncDaemon daemon = await RsyncDaemon.StartAsync(logFormat);
        await daemon.ClientAsync("-a", daemon.Url("pub/"), daemon.Target);
        await daemon.ClientWithAsync(RsyncDaemon.Password, "-a", daemon.Source + "/", daemon.UrlOfAlice("up/sub dir/"));
        await daemon.ClientWithAsync("wrong", "-a", daemon.Source + "/", daemon.UrlOfAlice("up/"));
        await daemon.ClientAsync(daemon.Url("closed/"), daemon.Target);
        await daemon.ClientAsync(daemon.Url("nowhere/"), daemon.Target);
        await daemon.ClientAsync(daemon.Url(""));
        File.Delete(Path.Join(daemon.Source, "one.dat"));
        await daemon.ClientWithAsync(RsyncDaemon.Password, "-a", "--delete", daemon.Source + "/", daemon.UrlOfAlice("up/sub dir/"));
        await daemon.LoggedAsync("total size", times: 3);
        await daemon.StopAsync();

        RsyncReader reader = new(new RsyncOptions { LogFormat = logFormat, Kinds = RsyncEventKind.All });
        List<RsyncEvent> events = [];
        foreach (IReadOnlyList<RsyncEvent> block in reader.Read(LineInput.File(daemon.LogFile)))
        {
            events.AddRange(block);
        }

        events.AddRange(reader.Finish());

        Assert.Equal(reader.Counts.Read, File.ReadAllLines(daemon.LogFile).Length);
        Assert.Empty(reader.Counts.Reasons);
        Assert.Equal(reader.Counts.Read, reader.Counts.Records);

        RsyncEvent[] transfers = [.. events.Where(item => item.Kind == RsyncEventKind.Transfer)];
        Assert.Equal(["pub/", "up/sub dir/", "up/sub dir/"], transfers.Select(item => item.Module + item.Directory));
        Assert.Equal([RsyncOperation.Send, RsyncOperation.Receive, RsyncOperation.Receive], transfers.Select(item => item.Operation));
        Assert.Equal([null, "alice", "alice"], transfers.Select(item => item.UserName));
        Assert.Equal(3007, transfers[0].TotalBytes);
        Assert.All(transfers, item => Assert.Equal("127.0.0.1", item.ClientAddress));
        Assert.All(transfers, item => Assert.Equal(RsyncSessionState.Finished, item.State));

        RsyncEvent[] files = [.. events.Where(item => item.Kind == RsyncEventKind.File)];
        string[] sent = [.. files.Where(item => item.Operation == RsyncOperation.Send).Select(item => item.FileName!)];
        Assert.Contains("new\nline", sent);
        Assert.Contains("dir with blank/a [1.2.3.4] mod (user) b 12", sent);
        Assert.Contains("two words.dat", sent);
        Assert.All(files, item => Assert.Equal("127.0.0.1", item.ClientAddress));
        Assert.All(files, item => Assert.Contains(item.Module, new[] { "pub", "up" }));
        RsyncEvent deleted = Assert.Single(files, item => item.Operation == RsyncOperation.Delete);
        Assert.EndsWith("one.dat", deleted.FileName);

        Assert.Equal("alice", Assert.Single(events, item => item.Kind == RsyncEventKind.AuthFailed).UserName);
        Assert.Equal(["closed", "nowhere"], events.Where(item => item.Kind == RsyncEventKind.Denied).Select(item => item.Module).Order());
        Assert.Single(events, item => item is { Kind: RsyncEventKind.Session, State: RsyncSessionState.Listed });
    }
}
