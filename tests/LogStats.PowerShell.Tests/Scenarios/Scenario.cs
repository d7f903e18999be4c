using System.Text.Json;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>One row of the scenario table; tests/scenarios/README.md describes the JSON.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    /// <summary>For the reader; nothing looks at it.</summary>
    public string? Why { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Files { get; init; } = new Dictionary<string, JsonElement>();

    public IReadOnlyList<string>? Input { get; init; }

    public required IReadOnlyList<ScenarioStage> Pipeline { get; init; }

    public required ScenarioExpectation Expect { get; init; }
}
