using System.Text.Json;
using LogStats.Agent.Tests.Running;
using Xunit;

namespace LogStats.Servers.Tests.Web;

/// <summary>What the agent makes of a server's log.</summary>
internal static class AccessLog
{
    public static async Task<JsonElement[]> ReadAsync(string path, string logFormat)
    {
        ProgramResult result = await LogStatsProgram.RunAsync("read", path, "--to", "-", "--quiet", "--log-format", logFormat);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return result.JsonLines();
    }

    public static async Task<JsonElement> MeasureAsync(string path, string logFormat)
    {
        ProgramResult result = await LogStatsProgram.RunAsync("measure", path, "--json", "--quiet", "--log-format", logFormat);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return result.Json();
    }

    public static string? Text(this JsonElement record, string name) => record.GetProperty(name).GetString();

    public static long Number(this JsonElement record, string name) => record.GetProperty(name).GetInt64();
}
