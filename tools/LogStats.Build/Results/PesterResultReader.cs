using System.Text.Json;

namespace LogStats.Build.Results;

/// <summary>Reads what RunPester.ps1 wrote: an array of file, name, result and reason.</summary>
internal static class PesterResultReader
{
    public const string Suite = "Pester";

    public static IReadOnlyList<TestResult> Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(static test => ReadOne(test))];
    }

    private static TestResult ReadOne(JsonElement test)
    {
        TestOutcome outcome = Text(test, "result") switch
        {
            "Passed" => TestOutcome.Passed,
            "Skipped" => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        };
        return new TestResult(Suite, $"{Text(test, "file")} {Text(test, "name")}".TrimEnd(), outcome,
            Text(test, "reason"));
    }

    private static string Text(JsonElement test, string property) =>
        test.TryGetProperty(property, out JsonElement value) ? value.GetString() ?? "" : "";
}
