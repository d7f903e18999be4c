using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Elf.Munin;

/// <summary>Answers what Munin asks a plugin, from the report of a file.</summary>
public static class MuninPlugin
{
    /// <summary>The names of graph families, as they stand in names of plugins: <c>calls</c>, <c>response_codes</c>.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. MuninGraphs.Names, "all"];

    /// <summary>The family of a name, with hyphens or underscores.</summary>
    /// <exception cref="LogStatsException">There is none of that name.</exception>
    public static MuninGraphFamily FamilyOf(string name)
        => MuninGraphs.FamilyOf(name) ?? throw Fail.Value("a graph family", name, string.Join(", ", Families));

    /// <summary>The lines of the answer.</summary>
    /// <exception cref="LogStatsException">The report cannot be read. Autoconf and suggest answer that themselves.</exception>
    public static IReadOnlyList<string> Answer(string path, MuninMode mode, MuninGraphOptions options) => mode switch
    {
        MuninMode.Autoconf => [Autoconf(path)],
        MuninMode.Suggest => Suggest(path, options),
        _ => Graphs(path, mode, options),
    };

    private static string Autoconf(string path)
    {
        try
        {
            _ = MuninReportFile.Read(path);
            return "yes";
        }
        catch (LogStatsException fault)
        {
            return $"no ({LineText.Show(fault.Message.TrimEnd('.'))})";
        }
    }

    /// <summary>A family for each line, with its instance behind it where there is one.</summary>
    private static string[] Suggest(string path, MuninGraphOptions options)
    {
        try
        {
            MuninReportFile file = MuninReportFile.Read(path);
            string end = IdEnd(options, file);
            return [.. new MuninGraphs(file).Filled().Where(name => options.Family == MuninGraphFamily.All || FamilyOf(name) == options.Family).Select(name => name + end)];
        }
        catch (LogStatsException)
        {
            return [];
        }
    }

    private static List<string> Graphs(string path, MuninMode mode, MuninGraphOptions options)
    {
        MuninReportFile file = Read(path, options);
        MuninGraph[] graphs = [.. new MuninGraphs(file).Of(options.Family)];
        if (graphs.Length == 0 && options.DummyGraph)
        {
            graphs = [MuninGraphs.Empty(options.Family)];
        }

        string titleEnd = Instance(options, file) is { Length: > 0 } instance ? $" - {MuninName.Value(instance)}" : "";
        List<string> lines = [];
        foreach (MuninGraph graph in graphs)
        {
            if (lines.Count > 0)
            {
                lines.Add("");
            }

            lines.Add($"multigraph {graph.Id}{IdEnd(options, file)}");
            if (mode == MuninMode.Config)
            {
                lines.AddRange(graph.Config(MuninName.Value(options.Category ?? MuninGraphs.CategoryOf(graph.Family)), titleEnd));
            }

            if (mode == MuninMode.Values || options.DirtyConfig)
            {
                lines.AddRange(graph.Values());
            }
        }

        return lines;
    }

    private static MuninReportFile Read(string path, MuninGraphOptions options)
    {
        try
        {
            return MuninReportFile.Read(path);
        }
        catch (LogStatsException fault) when (fault.Id == FaultId.PathNotFound && options.AllowMissing)
        {
            return MuninReportFile.Empty(path);
        }
    }

    private static string? Instance(MuninGraphOptions options, MuninReportFile file) => options.Instance ?? file.Instance;

    private static string IdEnd(MuninGraphOptions options, MuninReportFile file)
        => Instance(options, file) is { Length: > 0 } instance ? $"_{MuninName.Id(instance)}" : "";
}
