using System.Text.Json;
using LogStats.Agent.Tests.Running;
using Xunit;

namespace LogStats.Servers.Tests.Web;

/// <summary>What the agent makes of a server's log.</summary>
internal static class AccessLog
{
    public static async Task<JsonElement[]> ReadAsync(string path, string? like = null, string? logFormat = null, int exitCode = 0)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(
            ["read", path, "--to", "-", "--quiet", .. Given(like, logFormat)]);
        Assert.True(result.ExitCode == exitCode, result.Error + result.Output);
        return result.JsonLines();
    }

    public static async Task<JsonElement> MeasureAsync(string path, string? like = null, string? logFormat = null)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(
            ["measure", path, "--json", "--quiet", .. Given(like, logFormat)]);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return result.Json();
    }

    public static string? Text(this JsonElement record, string name) => record.GetProperty(name).GetString();

    public static long Number(this JsonElement record, string name) => record.GetProperty(name).GetInt64();

    /// <summary>The agent finds formats by itself. A text of the server's own needs a format whose language it is in.</summary>
    private static string[] Given(string? like, string? logFormat)
        => logFormat is null ? [] : ["--format", like!, "--log-format", logFormat];
}
