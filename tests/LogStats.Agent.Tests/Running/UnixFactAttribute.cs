namespace LogStats.Agent.Tests.Running;

/// <summary>A test that needs a Unix shell or its files: skipped elsewhere, by name.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "needs a Unix shell";
        }
    }
}
