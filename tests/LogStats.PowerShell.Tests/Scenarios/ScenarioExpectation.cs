using System.Text.Json;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>
/// What has to come out. Errors not listed must not happen; other things not listed are not looked at.
/// </summary>
public sealed record ScenarioExpectation
{
    public int? Count { get; init; }

    public IReadOnlyList<JsonElement> Properties { get; init; } = [];

    public IReadOnlyList<ScenarioFault> Errors { get; init; } = [];

    public ScenarioFault? Terminating { get; init; }

    public IReadOnlyList<string> WarningsContain { get; init; } = [];

    /// <summary>Files after the run; null for one that must not be there.</summary>
    public IReadOnlyDictionary<string, JsonElement> Files { get; init; } = new Dictionary<string, JsonElement>();
}
