using System.Management.Automation;
using System.Text.Json;
using LogStats.PowerShell.Tests.Running;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>Lists every difference between what a run gave and what its scenario expects.</summary>
internal static class ScenarioCheck
{
    internal static IReadOnlyList<string> Differences(
        ScenarioExpectation expect, RunResult result, ScenarioFolder folder) =>
    [
        .. Output(expect, result, folder),
        .. Errors(expect, result, folder),
        .. Terminating(expect.Terminating, result.Terminating, folder),
        .. expect.WarningsContain.Select(folder.Substitute)
            .Where(part => !result.Warnings.Any(warning => warning.Contains(part, StringComparison.Ordinal)))
            .Select(part => $"no warning contains '{part}'"),
        .. expect.Files.SelectMany(file => FileAfter(file.Key, file.Value, folder)),
    ];

    private static IEnumerable<string> Output(ScenarioExpectation expect, RunResult result, ScenarioFolder folder)
    {
        if (expect.Count is { } count && count != result.Objects.Count)
        {
            yield return $"expected {count} objects, found {result.Objects.Count}";
        }

        for (int i = 0; i < expect.Properties.Count; i++)
        {
            IEnumerable<string> differences = i < result.Objects.Count
                ? ValueCheck.Differences($"object {i}", expect.Properties[i], result.Objects[i], folder)
                : [$"object {i}: missing"];
            foreach (string difference in differences)
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> Errors(ScenarioExpectation expect, RunResult result, ScenarioFolder folder) =>
        expect.Errors.Count == result.Errors.Count
            ? expect.Errors.SelectMany((fault, i) => Fault($"error {i}", fault, result.Errors[i], folder))
            : [$"expected {expect.Errors.Count} errors, found {result.Errors.Count}"];

    private static IEnumerable<string> Terminating(
        ScenarioFault? expected, ErrorRecord? actual, ScenarioFolder folder) =>
        (expected, actual) switch
        {
            (null, null) => [],
            (null, _) => ["ended by an error nobody expected"],
            (_, null) => [$"expected to end with {expected.Id}, but did not"],
            _ => Fault("terminating", expected, actual, folder),
        };

    private static IEnumerable<string> Fault(
        string where, ScenarioFault expected, ErrorRecord actual, ScenarioFolder folder)
    {
        string id = actual.FullyQualifiedErrorId.Split(',')[0];
        if (id != expected.Id)
        {
            yield return $"{where}: expected id {expected.Id}, found {id}";
        }

        string category = actual.CategoryInfo.Category.ToString();
        if (expected.Category is { } wanted && category != wanted)
        {
            yield return $"{where}: expected category {wanted}, found {category}";
        }

        if (expected.MessageContains is { } part
            && !actual.ToString().Contains(folder.Substitute(part), StringComparison.Ordinal))
        {
            yield return $"{where}: '{folder.Substitute(part)}' is not in '{actual}'";
        }
    }

    private static IEnumerable<string> FileAfter(string name, JsonElement expected, ScenarioFolder folder)
    {
        string path = folder.PathOf(name);
        bool wanted = expected.ValueKind != JsonValueKind.Null;
        return File.Exists(path) != wanted ? [$"file {name}: expected {(wanted ? "to exist" : "to be gone")}"]
            : !wanted || File.ReadAllBytes(path).AsSpan().SequenceEqual(ScenarioFolder.Bytes(expected)) ? []
            : [$"file {name}: other content"];
    }
}
