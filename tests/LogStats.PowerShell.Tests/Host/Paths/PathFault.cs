#nullable disable

namespace System.Management.Automation;

/// <summary>The three ways a path can be wrong, with PowerShell's ids and words.</summary>
internal static class PathFault
{
    internal static ItemNotFoundException NoItem(string path) => Named(
        new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."), "PathNotFound", path);

    internal static DriveNotFoundException NoDrive(string name) => Named(
        new DriveNotFoundException($"Cannot find drive. A drive with the name '{name}' does not exist."),
        "DriveNotFound",
        name);

    internal static ProviderNotFoundException NoProvider(string name) => Named(
        new ProviderNotFoundException($"Cannot find a provider with the name '{name}'."), "ProviderNotFound", name);

    private static T Named<T>(T exception, string errorId, string target)
        where T : RuntimeException
    {
        exception.SetErrorRecord(new ErrorRecord(exception, errorId, ErrorCategory.ObjectNotFound, target));
        return exception;
    }
}
