using System.Diagnostics;

namespace LogStats.Agent.Tests.Running;

/// <summary>A test that mounts a small disk of its own, which takes Linux and user namespaces: skipped elsewhere, by name.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!MayMount())
        {
            Skip = "needs the right to mount in a namespace of its own";
        }
    }

    private static bool MayMount()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using Process process = LogStatsProgram.Start("sh", ["-c", "unshare -rm sh -c 'mount -t tmpfs -o size=1m none /tmp'"]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
