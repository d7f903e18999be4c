using System.Collections;
using System.Text.Json;
using LogStats.PowerShell.Tests.Running;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>Runs a scenario on the host double.</summary>
internal static class ScenarioRun
{
    internal static RunResult Run(Scenario scenario, ScenarioFolder folder)
    {
        foreach ((string name, JsonElement content) in scenario.Files)
        {
            folder.Write(name, content);
        }

        ScenarioStage first = scenario.Pipeline[0];
        var run = CmdletRun.Of(CommandTable.Find(first.Command), Parameters(first, folder)).In(folder.Path);
        foreach (ScenarioStage stage in scenario.Pipeline.Skip(1))
        {
            run.PipeTo(CommandTable.Find(stage.Command), Parameters(stage, folder));
        }

        return (scenario.Input is { } input ? run.InputFrom(input) : run).Run();
    }

    private static Hashtable Parameters(ScenarioStage stage, ScenarioFolder folder) =>
        new(stage.Parameters.ToDictionary(pair => pair.Key, pair => Value(pair.Value, folder)));

    /// <summary>
    /// The value ConvertFrom-Json would give: whole numbers are long, arrays object[], objects a hashtable.
    /// </summary>
    private static object? Value(JsonElement json, ScenarioFolder folder) => json.ValueKind switch
    {
        JsonValueKind.String => folder.Substitute(json.GetString()!),
        JsonValueKind.Number => json.TryGetInt64(out long whole) ? whole : json.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.Array => json.EnumerateArray().Select(item => Value(item, folder)).ToArray(),
        JsonValueKind.Object => new Hashtable(
            json.EnumerateObject().ToDictionary(item => item.Name, item => Value(item.Value, folder)),
            StringComparer.OrdinalIgnoreCase),
        _ => null,
    };
}
