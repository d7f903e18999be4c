using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>
/// Finds the scenario files by walking up to the solution, and reads them strictly: an unknown key is an error.
/// </summary>
internal static class ScenarioCatalog
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The table of the real cmdlets, and the samples that keep this runner honest.</summary>
    internal static IEnumerable<string> Folders =>
    [
        Path.Combine(Root, "tests", "scenarios"),
        Path.Combine(Root, "tests", "LogStats.PowerShell.Tests", "HostTests", "Scenarios"),
    ];

    internal static IEnumerable<(string File, string Name)> List() =>
        from folder in Folders
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
        from scenario in Read(file)
        select (Path.GetRelativePath(Root, file).Replace('\\', '/'), scenario.Name);

    internal static Scenario Find(string file, string name) =>
        Read(Path.Combine(Root, file)).Single(scenario => scenario.Name == name);

    internal static IReadOnlyList<Scenario> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var scenarios = JsonSerializer.Deserialize<List<Scenario>>(stream, s_options) ?? [];
        return scenarios.Select(scenario => scenario.Name).Distinct().Count() == scenarios.Count
            ? scenarios
            : throw new InvalidDataException($"{path}: two scenarios have the same name.");
    }

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LogStats.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No LogStats.sln above {start}.");
    }
}
