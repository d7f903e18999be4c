using System.ComponentModel;
using System.Diagnostics;

namespace LogStats.Build.Processes;

/// <summary>
/// Runs other programs. Their environment is this program's environment, unchanged; nothing is quoted by hand.
/// </summary>
internal static class ToolProcess
{
    /// <summary>What a program that outlived its limit is said to have returned.</summary>
    public const int TimedOut = -1;

    /// <summary>The dotnet that runs this tool, so that a second SDK on the PATH cannot take over.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host
        ? host
        : "dotnet";

    /// <summary>Runs a program on this console and returns its exit code.</summary>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan? limit = null)
    {
        // The console is inherited, not piped: build servers outlive their client, and a pipe they hold never ends.
        using Process process = Start(program, arguments, folder, captured: false)
            ?? throw new BuildFailedException($"'{program}' is not on the PATH.");
        return await WaitAsync(process, limit);
    }

    /// <summary>Runs a program silently; null when there is no such program or it failed.</summary>
    public static async Task<string?> CaptureAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan? limit = null)
    {
        using Process? process = Start(program, arguments, folder, captured: true);
        if (process is null)
        {
            return null;
        }

        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        return await WaitAsync(process, limit) == 0 ? await output : null;
    }

    private static Process? Start(string program, IEnumerable<string> arguments, string folder, bool captured)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<int> WaitAsync(Process process, TimeSpan? limit)
    {
        using CancellationTokenSource watch = new(limit ?? Timeout.InfiniteTimeSpan, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(watch.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return TimedOut;
        }
    }
}
