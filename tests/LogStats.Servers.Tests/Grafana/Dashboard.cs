using System.Text.Json;

namespace LogStats.Servers.Tests.Grafana;

/// <summary>A dashboard as it is imported: the queries of its panels, and those that fill its variables.</summary>
internal sealed record Dashboard(string Name, IReadOnlyList<PanelQuery> Panels, IReadOnlyDictionary<string, string> Variables)
{
    public static Dashboard Load(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement;
        List<PanelQuery> panels = [];
        foreach (JsonElement panel in root.GetProperty("panels").EnumerateArray())
        {
            foreach (JsonElement target in panel.GetProperty("targets").EnumerateArray())
            {
                bool sql = target.TryGetProperty("rawSql", out JsonElement query);
                panels.Add(new PanelQuery(
                    panel.GetProperty("title").GetString()!,
                    panel.GetProperty("type").GetString()!,
                    target.GetProperty(sql ? "format" : "resultFormat").GetString()!,
                    sql ? query.GetString()! : target.GetProperty("query").GetString()!));
            }
        }

        Dictionary<string, string> variables = root.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(static variable => variable.GetProperty("type").GetString() == "query")
            .ToDictionary(static variable => variable.GetProperty("name").GetString()!, static variable => variable.GetProperty("query").GetString()!);
        return new Dashboard(Path.GetFileName(path), panels, variables);
    }

    /// <summary>All dashboards of a kind of data source, by the end of their names.</summary>
    public static IEnumerable<string> Names(string ending)
        => Directory.EnumerateFiles(Folder, $"*-{ending}.json").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static Dashboard Named(string name) => Load(Path.Join(Folder, name));

    private static string Folder => Path.Join(AppContext.BaseDirectory, "Grafana", "Dashboards");
}
