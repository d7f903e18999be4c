using System.Diagnostics;
using System.Text;

namespace LogStats.Agent.Tests.Running;

/// <summary>The built program, started as a process of its own.</summary>
internal static class LogStatsProgram
{
    /// <summary>How long until a program that hangs is ended: never reached by one that does not.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    public static string Assembly { get; } = Path.Join(AppContext.BaseDirectory, "LogStats.Agent.dll");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public static Task<ProgramResult> RunAsync(params string[] arguments) => FeedAsync([], arguments);

    /// <summary>Runs it by way of another program; <paramref name="front"/> is what to say before it.</summary>
    public static Task<ProgramResult> RunBehindAsync(IReadOnlyList<string> front, params string[] arguments)
    {
        string[] words = [.. front, Dotnet, "exec", Assembly, .. arguments];
        return RunAsync(Start(words[0], words[1..]), []);
    }

    /// <summary>Runs it with these bytes on its standard input.</summary>
    public static Task<ProgramResult> FeedAsync(byte[] input, params string[] arguments)
        => RunAsync(Start(Dotnet, ["exec", Assembly, .. arguments]), input);

    /// <summary>Runs a line of bash in which <c>$logstats</c> is the program.</summary>
    public static Task<ProgramResult> ShellAsync(string line, string? folder = null)
        => RunAsync(Start("bash", ["-c", line], folder), []);

    public static Process Start(string file, IEnumerable<string> arguments, string? folder = null)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
            WorkingDirectory = folder ?? "",
        };
        start.Environment["logstats"] = $"{Dotnet} exec {Assembly}";
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        return Process.Start(start)!;
    }

    private static async Task<ProgramResult> RunAsync(Process process, byte[] input)
    {
        using CancellationTokenSource hang = new(s_hang);
        using (process)
        {
            try
            {
                Task<string> output = process.StandardOutput.ReadToEndAsync(hang.Token);
                Task<string> error = process.StandardError.ReadToEndAsync(hang.Token);
                await FeedAsync(process, input);
                await process.WaitForExitAsync(hang.Token);
                return new ProgramResult(process.ExitCode, await output, await error);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    private static async Task FeedAsync(Process process, byte[] input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: what it says about that is what the test looks at.
        }
    }
}
