namespace LogStats.Tests.Infrastructure;

/// <summary>
/// A test of what permissions of files forbid. Windows has others; root is bound by them only within <see cref="BoundRights"/>, which
/// Linux alone can do. Skipped elsewhere, by name.
/// </summary>
internal sealed class PermissionsFactAttribute : FactAttribute
{
    public PermissionsFactAttribute()
    {
        if (OperatingSystem.IsWindows() || (Environment.IsPrivilegedProcess && !OperatingSystem.IsLinux()))
        {
            Skip = "permissions do not bind this account";
        }
    }
}
