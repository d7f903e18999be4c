using LogStats.PowerShell.Tests.Running;
using Xunit;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>
/// The scenario table on the host double. tests/Pester/Scenarios.Tests.ps1 runs the same table in PowerShell.
/// </summary>
public sealed class ScenarioTests
{
    public static TheoryData<string, string> All()
    {
        var rows = new TheoryData<string, string>();
        foreach ((string file, string name) in ScenarioCatalog.List())
        {
            rows.Add(file, name);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Behaves(string file, string name)
    {
        Scenario scenario = ScenarioCatalog.Find(file, name);
        using var folder = new ScenarioFolder();

        RunResult result = ScenarioRun.Run(scenario, folder);

        IReadOnlyList<string> differences = ScenarioCheck.Differences(scenario.Expect, result, folder);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, [.. differences, result.ToString()]));
    }
}
