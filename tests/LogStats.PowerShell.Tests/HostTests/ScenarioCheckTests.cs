using System.Text.Json;
using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Scenarios;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>A table that can never fail proves nothing: each row is one wrong expectation about the same run.</summary>
public sealed class ScenarioCheckTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("""{ "count": 2 }""", "expected 2 objects, found 1")]
    [InlineData("""{ "properties": [{ "Number": 2 }] }""", "object 0.Number: expected '2', found '1'")]
    [InlineData("""{ "properties": [{ "Nothing": "x" }] }""", "object 0.Nothing: expected 'x', found null")]
    [InlineData("""{ "properties": [{ "Level": null }] }""", "object 0.Level: expected null, found 'Error'")]
    [InlineData("""{ "properties": [{ "Half": 0.25 }] }""", "object 0.Half: expected '0.25', found '0.5'")]
    [InlineData("""{ "properties": [{ "Words": ["error"] }] }""", "object 0.Words: expected 1 elements, found 2")]
    [InlineData("""{ "properties": [{ "Nope": 1 }] }""", "object 0.Nope: no such property")]
    [InlineData("""{ "properties": [{ "@type": "X" }] }""",
        "object 0.@type: expected 'X', found 'LogStats.PowerShell.Tests.Samples.SampleLine'")]
    [InlineData("""{ "properties": [{}, {}] }""", "object 1: missing")]
    [InlineData("""{ "errors": [{ "id": "X" }] }""", "expected 1 errors, found 0")]
    [InlineData("""{ "terminating": { "id": "X" } }""", "expected to end with X, but did not")]
    [InlineData("""{ "warningsContain": ["x"] }""", "no warning contains 'x'")]
    [InlineData("""{ "files": { "none.txt": "x" } }""", "file none.txt: expected to exist")]
    public void AWrongExpectationIsNamed(string expectation, string difference)
    {
        var scenario = JsonSerializer.Deserialize<Scenario>($$"""
            {
              "name": "n",
              "input": ["error a"],
              "pipeline": [{ "command": "Get-SampleLine" }],
              "expect": {{expectation}}
            }
            """, s_options)!;
        using var folder = new ScenarioFolder();
        RunResult result = ScenarioRun.Run(scenario, folder);

        Assert.Equal([difference], ScenarioCheck.Differences(scenario.Expect, result, folder));
    }

    [Fact]
    public void AnErrorNobodyExpectedIsADifference()
    {
        using var folder = new ScenarioFolder();
        RunResult result = CmdletRun.Of<Samples.TestSampleFaultCommand>(("Kind", "Error")).Run();

        Assert.Equal(
            ["expected 0 errors, found 1"], ScenarioCheck.Differences(new ScenarioExpectation(), result, folder));
    }
}
