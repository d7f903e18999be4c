using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>A test that needs rsync on the PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RsyncTheoryAttribute : TheoryAttribute
{
    public RsyncTheoryAttribute()
    {
        if (OperatingSystem.IsWindows() || Programs.Find("rsync") is null)
        {
            Skip = "no rsync on the PATH";
        }
    }
}
