namespace LogStats.Agent.Tests.Running;

/// <summary>
/// A test of what permissions of files forbid. Windows has others, and root is bound by them only with the help of util-linux'
/// <c>setpriv</c>: skipped where it is not, by name.
/// </summary>
internal sealed class PermissionsFactAttribute : FactAttribute
{
    public PermissionsFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "permissions do not bind this account";
        }
        else if (!Setpriv.Works())
        {
            Skip = "permissions bind root only with the program 'setpriv'";
        }
    }
}
