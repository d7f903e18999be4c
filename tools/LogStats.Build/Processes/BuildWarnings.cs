using System.Text.RegularExpressions;

namespace LogStats.Build.Processes;

/// <summary>
/// Warnings that the compiler options did not already turn into errors: MSBuild's, the SDK's and NuGet's own.
/// Security advisories are left out, for one published tomorrow must not break yesterday's build.
/// </summary>
internal static partial class BuildWarnings
{
    public static IReadOnlyList<string> Read(string logFile) =>
        File.Exists(logFile) ? From(File.ReadLines(logFile)) : [];

    public static IReadOnlyList<string> From(IEnumerable<string> lines) =>
        [.. lines.Where(static line => Warning().IsMatch(line)).Select(static line => line.Trim()).Distinct()];

    [GeneratedRegex(@"\bwarning (?!NU190\d\b)([A-Z]+\d+)?\s*:")]
    private static partial Regex Warning();
}
