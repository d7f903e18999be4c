using System.Globalization;
using LogStats.Agent.Tests.Running;
using Xunit;
using Xunit.Abstractions;

namespace LogStats.Servers.Tests.Ship;

/// <summary>
/// Sender and receiver killed at calls of the system that keep or carry something: the call itself is not carried out. All goes on where the
/// last kill left it, so each point also begins with what an earlier one tore. LOGSTATS_KILL_POINTS says how many points for each end
/// (50 by default), LOGSTATS_RANDOM_KILLS how many kills at any time (10).
/// </summary>
public sealed class ShipKillTests(ITestOutputHelper output)
{
    private static readonly string[] s_senderCalls = ["pwrite64:8", "fsync,fdatasync:4", "sendto,sendmsg:4", "recvfrom,recvmsg:4"];
    private static readonly string[] s_receiverCalls = ["pwrite64:16", "fsync,fdatasync:8", "sendto,sendmsg:4", "recvfrom,recvmsg:4"];

    private static int Points => Setting("LOGSTATS_KILL_POINTS", 50);

    [NeedsFact("strace")]
    public async Task A_sender_killed_at_any_call_loses_nothing_and_repeats_nothing()
    {
        await using ShipScene scene = new(seed: 1);
        await using ShipEnd receiver = await scene.ReceiveAsync();
        await BeginAsync(scene);
        int killed = 0;
        for (int point = 0; killed < Points; point++)
        {
            Assert.True(point < Points * 6, $"only {killed} of {point} runs came to be killed");
            Write(scene, point);
            await using ShipEnd sender = scene.SendOnce(Kill(s_senderCalls, point));
            killed += await sender.ExitAsync() != 0 ? 1 : 0;
        }

        await scene.DrainAsync();
        output.WriteLine($"{killed} kills of the sender, {scene.Oracle.Count} lines");
        Assert.Null(scene.Oracle.Judge(scene.Store));
    }

    [NeedsFact("strace")]
    public async Task A_receiver_killed_at_any_call_loses_nothing_and_repeats_nothing()
    {
        await using ShipScene scene = new(seed: 2);
        await using (await scene.ReceiveAsync())
        {
            await BeginAsync(scene);
        }

        await using ShipEnd sender = scene.Send();
        int killed = 0;
        for (int point = 0; killed < Points; point++)
        {
            Assert.True(point < Points * 6, $"only {killed} of {point} runs came to be killed");
            Write(scene, point);
            await using ShipEnd receiver = await scene.ReceiveAsync(Kill(s_receiverCalls, point));
            killed += await EndsAsync(scene, receiver) ? 1 : 0;
        }

        await sender.KillAsync();
        await using ShipEnd last = await scene.ReceiveAsync();
        await scene.DrainAsync();
        output.WriteLine($"{killed} kills of the receiver, {scene.Oracle.Count} lines");
        Assert.Null(scene.Oracle.Judge(scene.Store));
    }

    [NeedsFact("bash")]
    public async Task Both_killed_at_any_time_while_the_log_rotates()
    {
        int kills = Setting("LOGSTATS_RANDOM_KILLS", 10);
        int seed = Setting("LOGSTATS_SEED", Environment.TickCount);
        output.WriteLine($"LOGSTATS_SEED={seed}");
        Random random = new(seed);
        await using ShipScene scene = new(seed);
        ShipEnd receiver = await scene.ReceiveAsync();
        await BeginAsync(scene);
        ShipEnd sender = scene.Send();
        for (int kill = 0; kill < kills; kill++)
        {
            int steps = random.Next(1, 12);
            for (int step = 0; step < steps; step++)
            {
                scene.Oracle.Append(random.Next(1, 400));
                if (random.Next(3) == 0)
                {
                    scene.Oracle.Rename();
                }

                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 100)), TimeProvider.System);
            }

            if (random.Next(2) == 0)
            {
                await sender.KillAsync();
                await sender.DisposeAsync();
                sender = scene.Send();
            }
            else
            {
                await receiver.KillAsync();
                await receiver.DisposeAsync();
                receiver = await scene.ReceiveAsync();
            }
        }

        await sender.DisposeAsync();
        await scene.DrainAsync();
        await receiver.DisposeAsync();
        output.WriteLine($"{kills} kills, {scene.Oracle.Count} lines");
        Assert.Null(scene.Oracle.Judge(scene.Store));
    }

    /// <summary>What is promised is promised of files that are followed: so they are, before anything is killed.</summary>
    private static async Task BeginAsync(ShipScene scene)
    {
        scene.Oracle.Append(5);
        await scene.DrainAsync();
    }

    private static void Write(ShipScene scene, int point)
    {
        scene.Oracle.Append(40 + (point % 7 * 30));
        if (point % 3 == 0)
        {
            scene.Oracle.Rename();
            scene.Oracle.Append(20);
        }
    }

    /// <summary>Each call in turn, and of each the first, the second and so on, about as many as there are in a run.</summary>
    private static string[] Kill(string[] calls, int point)
    {
        string[] call = calls[point % calls.Length].Split(':');
        return ShipEnd.Kill(call[0], 1 + (point / calls.Length % int.Parse(call[1], CultureInfo.InvariantCulture)));
    }

    /// <summary>Until it was killed, or has everything.</summary>
    private static async Task<bool> EndsAsync(ShipScene scene, ShipEnd receiver)
    {
        for (int waits = 0; waits < 200 && !receiver.HasExited && scene.Oracle.Judge(scene.Store) is not null; waits++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return receiver.HasExited;
    }

    private static int Setting(string name, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int set) ? set : usual;
}
