using System.Diagnostics;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>Runs a program that is on the path.</summary>
internal static class Tool
{
    public static bool Exists(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Join(folder, name)) || File.Exists(Path.Join(folder, name + ".exe")));

    public static (int Code, string Output) Run(string name, params string[] arguments)
    {
        using Process process = Start(name, arguments);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public static Process Start(string name, params string[] arguments)
        => Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true })!;
}
