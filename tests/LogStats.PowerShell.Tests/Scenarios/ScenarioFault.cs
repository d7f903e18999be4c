namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>An expected error: its id without the class name, its category, a part of its message.</summary>
public sealed record ScenarioFault
{
    public required string Id { get; init; }

    public string? Category { get; init; }

    public string? MessageContains { get; init; }
}
