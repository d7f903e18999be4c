using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>
/// Compares a value with its JSON: scalars by invariant text, arrays in full, objects by the keys that are given.
/// </summary>
internal static class ValueCheck
{
    internal static IEnumerable<string> Differences(
        string where, JsonElement expected, object? actual, ScenarioFolder folder) => expected.ValueKind switch
    {
        JsonValueKind.Object => Members(where, expected, actual, folder),
        JsonValueKind.Array => Elements(where, expected, actual, folder),
        _ => Scalar(where, expected, actual, folder),
    };

    private static IEnumerable<string> Scalar(string where, JsonElement expected, object? actual, ScenarioFolder folder)
    {
        string? wanted = expected.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => expected.TryGetInt64(out long whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : expected.GetDouble().ToString("R", CultureInfo.InvariantCulture),
            _ => folder.Substitute(expected.GetString()!),
        };
        string? found = actual is null ? null : InvariantText.Of(actual);
        return wanted == found ? [] : [$"{where}: expected {Quote(wanted)}, found {Quote(found)}"];
    }

    private static IEnumerable<string> Elements(
        string where, JsonElement expected, object? actual, ScenarioFolder folder)
    {
        if (LanguagePrimitives.GetEnumerable(actual!) is not { } many)
        {
            return [$"{where}: expected a collection, found {Quote(actual is null ? null : InvariantText.Of(actual))}"];
        }

        object?[] found = [.. many.Cast<object?>()];
        JsonElement[] wanted = [.. expected.EnumerateArray()];
        return found.Length != wanted.Length
            ? [$"{where}: expected {wanted.Length} elements, found {found.Length}"]
            : wanted.SelectMany((element, i) => Differences($"{where}[{i}]", element, found[i], folder));
    }

    private static IEnumerable<string> Members(
        string where, JsonElement expected, object? actual, ScenarioFolder folder)
    {
        if (actual is null)
        {
            return [$"{where}: expected an object, found null"];
        }

        return expected.EnumerateObject()
            .SelectMany(member => Member($"{where}.{member.Name}", member, actual, folder));
    }

    private static IEnumerable<string> Member(string where, JsonProperty member, object actual, ScenarioFolder folder)
    {
        if (member.Name == "@type")
        {
            return Scalar(where, member.Value, PSObject.AsPSObject(actual).BaseObject.GetType().FullName, folder);
        }

        if (PSObject.Base(actual) is IDictionary dictionary)
        {
            object? key = dictionary.Keys.Cast<object>()
                .FirstOrDefault(known => InvariantText.Of(known) == member.Name);
            return key is null ? [$"{where}: no such key"] : Differences(where, member.Value, dictionary[key], folder);
        }

        return PSObject.AsPSObject(actual).Properties[member.Name] is { } property
            ? Differences(where, member.Value, property.Value, folder)
            : [$"{where}: no such property"];
    }

    private static string Quote(string? text) => text is null ? "null" : $"'{text}'";
}
