using LogStats.Detect;
using LogStats.Faults;
using LogStats.Kinds;

namespace LogStats.Elf;

/// <summary>Access logs of HTTP servers as a family of logs.</summary>
public sealed class ElfKind : LogKind
{
    private static readonly string[] s_filters = ["Status", "Method", "ClientAddress", "UserName", "VirtualHost", "RequestPath", "Group"];
    private static readonly string[] s_shown =
    [
        "Time", "ClientAddress", "Method", "RequestPath", "Status", "SentBytes", "Latency", "Country", "City", "VirtualHost", "UserName", "UserAgent", "Request",
    ];

    private static readonly ElfGroup[][] s_usual = [[ElfGroup.Request], [ElfGroup.Status], [ElfGroup.Hour]];

    public override string Name => ElfLayouts.Kind;

    public override IReadOnlyList<string> RecordKinds { get; } = ["Request"];

    public override IReadOnlyList<string> Shown => s_shown;

    public override IReadOnlyList<string> Groups { get; } = Enum.GetNames<ElfGroup>();

    public override IReadOnlyList<string> Filters => s_filters;

    internal override SummaryKind Summaries => Counting.ElfSummaryKind.Instance;

    public override IReadOnlyList<IReadOnlyList<string>> ReportGroups { get; } = [.. ElfReportShape.Shape.Tops.Select(static top => top.By)];

    public override IFormatProbe NewProbe() => new ElfProbe();

    public override IRecordReader NewReader(ReadRequest request, TimeProvider clock)
    {
        foreach (string kind in request.RecordKinds)
        {
            if (!kind.Equals("request", StringComparison.OrdinalIgnoreCase))
            {
                throw Fail.Value("kind", kind, "Request");
            }
        }

        return new ElfReader(Options(request), clock);
    }

    public override ILogMeasure NewMeasure(MeasureRequest request, TimeProvider clock)
    {
        List<ElfGroup[]> by = request.By.Count == 0
            ? [.. s_usual]
            : [.. request.By.Select(names => names.Select(name => ReadRequest.Word<ElfGroup>("grouping", name)).ToArray())];
        int shown = by.Count;
        if (request.ForReport)
        {
            by.AddRange(ReportGroups.Select(static names => names.Select(Enum.Parse<ElfGroup>).ToArray())
                .Where(group => !by.Exists(group.SequenceEqual) && (request.Clients.Locations is not null || group[0] != ElfGroup.Country)));
        }

        ElfMeasure measure = new(Options(request) with { ByTime = request.ForReport }, by, clock)
        {
            Threads = request.Threads,
            Progress = request.Progress,
        };
        measure.CheckGroups();
        return new ElfKindMeasure(measure, shown);
    }

    /// <exception cref="LogStatsException">The request names something that this family does not have.</exception>
    public static ElfOptions Options(ReadRequest request)
    {
        foreach (KeyValuePair<string, string> wanted in request.Where)
        {
            if (!s_filters.Contains(wanted.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw Fail.Value("a filter", wanted.Key, string.Join(", ", s_filters));
            }
        }

        ElfOptions options = request.Elf ?? new ElfOptions();
        return options with
        {
            Format = request.Format,
            Pattern = request.FormatText ?? (request.Format is null ? options.Pattern : null),
            TimeZone = request.TimeZone,
            Clients = request.Clients,
            Filter = new ElfFilter
            {
                After = request.After,
                Before = request.Before,
                Statuses = StatusSet.Of(request.ValuesOf("Status")),
                Methods = request.ValuesOf("Method"),
                ClientAddresses = request.ValuesOf("ClientAddress"),
                UserNames = request.ValuesOf("UserName"),
                VirtualHosts = request.ValuesOf("VirtualHost"),
                RequestPaths = request.ValuesOf("RequestPath"),
                Groups = request.ValuesOf("Group"),
            },
        };
    }
}
