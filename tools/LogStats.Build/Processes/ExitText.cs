namespace LogStats.Build.Processes;

/// <summary>Says in words how a program ended badly.</summary>
internal static class ExitText
{
    public static string For(int exitCode, TimeSpan limit) => exitCode == ToolProcess.TimedOut
        ? $"still running after {limit.TotalMinutes:0} minutes, so it was ended"
        : $"ended with exit code {exitCode}";
}
