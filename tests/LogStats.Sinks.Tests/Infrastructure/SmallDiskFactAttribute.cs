namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A test that mounts a disk of one megabyte of its own, which takes Linux and user namespaces.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!Tool.Exists("unshare") || Tool.Run("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /tmp 2>&1").Code != 0)
        {
            Skip = "needs the right to mount in a namespace of its own";
        }
    }
}
