using System.Diagnostics;

namespace LogStats.Servers.Tests;

/// <summary>Finds programs and runs them.</summary>
internal static class Programs
{
    /// <summary>Servers stand in folders that are not on the PATH of an ordinary account.</summary>
    private static readonly string[] s_serverFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <param name="name">A name, or a whole path.</param>
    public static string? Find(string name)
        => Path.IsPathRooted(name) ? name : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(s_serverFolders)
            .Select(folder => Path.Join(folder, name))
            .FirstOrDefault(File.Exists);

    public static Process Start(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        ProcessStartInfo start = new(Find(name)!, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach ((string key, string value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs to the end and returns the exit code.</summary>
    public static async Task<int> RunAsync(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        using Process process = Start(name, arguments, variables);
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
