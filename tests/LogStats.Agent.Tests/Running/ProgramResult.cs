using System.Text.Json;

namespace LogStats.Agent.Tests.Running;

/// <summary>What a run of the program left behind.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    /// <summary>Standard output as JSON lines.</summary>
    public JsonElement[] JsonLines() => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];
}
