using Xunit;
using Xunit.Abstractions;

namespace LogStats.Servers.Tests.Ship;

/// <summary>
/// Calls of the system that fail while lines are sent and kept: a full disk, a disk that breaks, no room for another open file, a rename
/// across disks, an interrupted call. Whatever the two programs make of it, once it has passed every line is there once.
/// </summary>
public sealed class ShipFaultTests(ITestOutputHelper output)
{
    private static readonly (string Call, string Error, int First)[] s_receiver =
    [
        ("pwrite64", "ENOSPC", 3), ("pwrite64", "EIO", 6), ("pwrite64", "EDQUOT", 9), ("pwrite64", "EINTR", 4),
        ("fsync,fdatasync", "EIO", 2), ("fsync,fdatasync", "ENOSPC", 4), ("fsync,fdatasync", "EINTR", 3),
        ("ftruncate", "EIO", 1), ("rename", "EXDEV", 1), ("rename", "EIO", 1), ("accept4", "EMFILE", 1), ("openat", "EMFILE", 330),
    ];

    private static readonly (string Call, string Error, int First)[] s_sender =
    [
        ("pread64", "EIO", 200), ("pwrite64", "ENOSPC", 4), ("pwrite64", "EIO", 7), ("fsync,fdatasync", "EIO", 2), ("fsync,fdatasync", "EDQUOT", 4),
        ("openat", "EMFILE", 330), ("statx", "EIO", 40), ("connect", "ECONNREFUSED", 1), ("sendto,sendmsg", "ECONNRESET", 2), ("recvfrom,recvmsg", "ECONNRESET", 2),
    ];

    [NeedsFact("strace")]
    public async Task Whatever_fails_at_the_receiver_nothing_is_lost_or_repeated()
    {
        await using ShipScene scene = new(seed: 3);
        foreach ((string call, string error, int first) in s_receiver)
        {
            foreach (string when in (string[])[$"{first}", $"{first}+3"])
            {
                scene.Oracle.Append(120);
                await using ShipEnd receiver = await scene.ReceiveAsync(ShipEnd.Fail(call, error, when));
                await using ShipEnd sender = scene.Send();
                await AWhileAsync(scene, sender, receiver);
            }
        }

        await EndAsync(scene);
    }

    [NeedsFact("strace")]
    public async Task Whatever_fails_at_the_sender_nothing_is_lost_or_repeated()
    {
        await using ShipScene scene = new(seed: 4);
        await using (ShipEnd receiver = await scene.ReceiveAsync())
        {
            foreach ((string call, string error, int first) in s_sender)
            {
                foreach (string when in (string[])[$"{first}", $"{first}+3"])
                {
                    scene.Oracle.Append(120);
                    await using ShipEnd sender = scene.Send(ShipEnd.Fail(call, error, when));
                    await AWhileAsync(scene, sender, receiver);
                }
            }
        }

        await EndAsync(scene);
    }

    /// <summary>Until all is there, or an end has given up, or nothing comes of it.</summary>
    private static async Task AWhileAsync(ShipScene scene, ShipEnd sender, ShipEnd receiver)
    {
        for (int waits = 0; waits < 60 && !sender.HasExited && !receiver.HasExited && scene.Oracle.Judge(scene.Store) is not null; waits++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task EndAsync(ShipScene scene)
    {
        await using ShipEnd receiver = await scene.ReceiveAsync();
        await scene.DrainAsync();
        output.WriteLine($"{scene.Oracle.Count} lines");
        Assert.Null(scene.Oracle.Judge(scene.Store));
    }
}
