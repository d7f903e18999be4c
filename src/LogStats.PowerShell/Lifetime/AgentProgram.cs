using System.Runtime.InteropServices;

namespace LogStats.PowerShell.Lifetime;

/// <summary>Where the program logstats is that comes with the module, and what runs it.</summary>
internal static class AgentProgram
{
    /// <summary>The program, a process of its own: nothing of it is loaded into PowerShell.</summary>
    public static string File { get; } = Path.Combine(Path.GetDirectoryName(typeof(AgentProgram).Assembly.Location)!, "agent", "LogStats.Agent.dll");

    /// <summary>PowerShell may bring a .NET of its own, which holds no ASP.NET Core: the machine's is asked for where that usually is.</summary>
    public static string Dotnet { get; } = Candidates().FirstOrDefault(System.IO.File.Exists) ?? "dotnet";

    private static IEnumerable<string> Candidates()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            yield return Path.Combine(root, name);
        }

        // Of a PowerShell that was installed as a tool: shared/Microsoft.NETCore.App/10.0.0/ is three folders down.
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(folder, name);
        }

        string[] usual = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")]
            : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet")];
        foreach (string folder in usual)
        {
            yield return Path.Combine(folder, name);
        }
    }
}
