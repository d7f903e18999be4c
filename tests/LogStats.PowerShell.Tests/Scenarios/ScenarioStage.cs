using System.Text.Json;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>A command and its parameters.</summary>
public sealed record ScenarioStage
{
    public required string Command { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();
}
