namespace LogStats.Build.Processes;

/// <summary>
/// On build machines a restore must give exactly what the lock files say; at home it may write them anew.
/// </summary>
internal static class LockedRestore
{
    public static IReadOnlyList<string> Arguments =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
            ? ["-p:RestoreLockedMode=true"]
            : [];
}
