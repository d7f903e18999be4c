namespace LogStats.Elf.Munin;

/// <summary>All graphs that a report holds, by family. An id is there once, whichever families are asked for.</summary>
internal sealed class MuninGraphs
{
    /// <summary>Names as Munin's files have them, the category of each, and the graph that stands for no data.</summary>
    private static readonly (MuninGraphFamily Family, string Name, string Category, string Empty)[] s_families =
    [
        (MuninGraphFamily.Calls, "calls", "elfstats_calls", "elfstats_calls_no_data"),
        (MuninGraphFamily.ResponseTimes, "response_times", "elfstats_resp_times", "elfstats_response_times_no_data"),
        (MuninGraphFamily.ResponseCodes, "response_codes", "elfstats_resp_codes", "elfstats_response_codes_no_data"),
        (MuninGraphFamily.TotalRecords, "total_records", "elfstats_total_records", "elfstats_total_records_no_data"),
        (MuninGraphFamily.Patterns, "patterns", "elfstats_patterns", "elfstats_patterns_no_data"),
        (MuninGraphFamily.Percentiles, "percentiles", "elfstats_percentiles", "elfstats_percentile_no_data"),
    ];

    private readonly List<MuninGraph> _graphs = [];

    public MuninGraphs(MuninReportFile file)
    {
        HashSet<string> ids = new(s_families.Select(family => family.Empty), StringComparer.Ordinal);
        MethodGraphs methods = new(file.Methods, ids);
        TotalGraphs totals = new(file, ids);

        // Percentiles come last: only their ids end in a name that a client may choose.
        foreach (IEnumerable<MuninGraph> family in (IEnumerable<MuninGraph>[])
            [methods.Calls(), methods.Times(), totals.Codes(), totals.Records(), totals.Patterns(), methods.Percentiles()])
        {
            _graphs.AddRange(family);
        }
    }

    /// <summary>Names of families, as Munin's files have them.</summary>
    public static IEnumerable<string> Names => s_families.Select(family => family.Name);

    public static string CategoryOf(MuninGraphFamily family) => s_families.First(known => known.Family == family).Category;

    public static MuninGraphFamily? FamilyOf(string name)
    {
        string plain = name.Replace('-', '_');
        return plain == "all" ? MuninGraphFamily.All : s_families.Where(known => known.Name == plain).Select(known => (MuninGraphFamily?)known.Family).FirstOrDefault();
    }

    public IEnumerable<MuninGraph> Of(MuninGraphFamily family)
        => _graphs.Where(graph => family == MuninGraphFamily.All || graph.Family == family);

    /// <summary>Families that have something to draw.</summary>
    public IEnumerable<string> Filled() => s_families.Where(family => Of(family.Family).Any()).Select(family => family.Name);

    /// <summary>A graph without a line for each family that was asked for, or one where all were.</summary>
    public static MuninGraph Empty(MuninGraphFamily family)
    {
        family = family == MuninGraphFamily.All ? MuninGraphFamily.Calls : family;
        (_, string name, _, string id) = s_families.First(known => known.Family == family);
        return new MuninGraph(family, id, $"elfstats - {name.Replace('_', ' ')}: no data yet", "No data", null, null);
    }
}
