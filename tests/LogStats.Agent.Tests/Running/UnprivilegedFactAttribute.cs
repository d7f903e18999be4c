namespace LogStats.Agent.Tests.Running;

/// <summary>A test of permissions, which root and Windows do not have: skipped there, by name.</summary>
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Skip = "permissions do not bind this account";
        }
    }
}
