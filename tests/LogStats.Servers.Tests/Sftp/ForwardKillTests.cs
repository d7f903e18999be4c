using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Servers.Tests.Ship;
using Xunit;
using Xunit.Abstractions;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>
/// Forward killed, and its sessions at the server, at calls of the system that keep or carry something and at any time. All goes on where
/// the last kill left it. LOGSTATS_FORWARD_KILLS says how many runs of each kind (3 by default).
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class ForwardKillTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] s_ours = ["rename:12", "fsync:24", "sendto,write:60", "unlink,rmdir,openat:400", "pwrite64:8", "read:300"];

    /// <summary>The first of a number that are their own: the server itself begins with some, too.</summary>
    private static readonly string[] s_theirs = ["link,linkat:4:1", "write:120:40", "unlink,unlinkat:4:1", "fsync:4:1"];

    private readonly ForwardScene _scene = new();

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("LOGSTATS_FORWARD_KILLS"), CultureInfo.InvariantCulture, out int set) ? set : 3;

    public void Dispose() => _scene.Dispose();

    [NeedsSshdFact("strace")]
    public async Task Forward_killed_at_any_call_sends_each_file_once()
    {
        await using SshServer server = await SshServer.StartAsync();
        int killed = 0;
        for (int run = 0; killed < Kills; run++)
        {
            Assert.True(run < Kills * 8, $"only {killed} of {run} runs came to be killed");
            Add(run);
            await using ShipEnd forward = new(Words(server), ShipEnd.Kill(Call(s_ours, run), Time(s_ours, run)));
            killed += await forward.ExitAsync() > 100 ? 1 : 0;
        }

        await EndAsync(server, killed);
    }

    [NeedsSshdFact("strace")]
    public async Task Sessions_killed_at_any_call_leave_each_file_there_once()
    {
        await using SshServer server = await SshServer.StartAsync();
        int killed = 0;
        for (int run = 0; killed < Kills; run++)
        {
            Assert.True(run < Kills * 8, $"only {killed} of {run} runs came to be killed");
            int before = server.KilledCalls;
            Add(run);
            await server.StopAsync();
            await server.BeginAsync(ShipEnd.Kill(Call(s_theirs, run), Time(s_theirs, run)));
            await using ShipEnd forward = new(Words(server), []);
            _ = await forward.ExitAsync();
            killed += server.KilledCalls > before ? 1 : 0;
        }

        await server.StopAsync();
        await server.BeginAsync();
        await EndAsync(server, killed);
    }

    [NeedsSshdFact]
    public async Task Either_killed_at_any_time_leaves_each_file_there_once()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("LOGSTATS_SEED"), CultureInfo.InvariantCulture, out int set) ? set : Environment.TickCount;
        output.WriteLine($"LOGSTATS_SEED={seed}");
        Random random = new(seed);
        await using SshServer server = await SshServer.StartAsync();
        int cuts = 0;
        for (int run = 0; run < Kills; run++)
        {
            Add(run);
            _scene.Add(2_000_000);
            await using ShipEnd forward = new(Words(server), []);
            Task<int> exit = forward.ExitAsync();
            for (int wait = 0; wait < 500 && !exit.IsCompleted && !Directory.EnumerateFiles(server.Upload, ".*").Any(); wait++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 40)), TimeProvider.System);
            if (run % 2 == 0)
            {
                cuts += await server.CutAsync();
                _ = await exit;
            }
            else
            {
                await forward.KillAsync();
            }
        }

        await EndAsync(server, cuts);
    }

    private static string Call(string[] calls, int run) => calls[run % calls.Length].Split(':')[0];

    /// <summary>Spread over about as many as there are in a run.</summary>
    private static int Time(string[] calls, int run)
    {
        int[] range = [.. calls[run % calls.Length].Split(':')[1..].Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
        return (range.Length > 1 ? range[1] : 1) + (((run / calls.Length * 7) + run) % range[0]);
    }

    private string[] Words(SshServer server) => [
        "forward", _scene.Folder, "--to", server.Uri, "--once", "--key", server.Key, "--known-hosts", server.KnownHosts, "--pause", "10ms", "--quiet"];

    private void Add(int run)
    {
        for (int file = 0; file < 4; file++)
        {
            _scene.Add((run * 7919 + file * 40_000) % 200_000);
        }
    }

    private async Task EndAsync(SshServer server, int kills)
    {
        for (int last = 0; last < 2; last++)
        {
            await using ShipEnd forward = new(Words(server), []);
            string said = await forward.ErrorAsync();
            Assert.True(await forward.ExitAsync() == 0, said);
        }

        output.WriteLine($"{kills} kills, {_scene.Files.Count} files, {_scene.Report("fail").Length} failed in between");
        Assert.Null(_scene.Judge(server.Upload));
    }
}
