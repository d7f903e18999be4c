using LogStats.Detect;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Kinds;

namespace LogStats.Rsync;

/// <summary>rsync daemons as a family of logs.</summary>
internal sealed class RsyncKind : LogKind
{
    private static readonly string[] s_filters = ["Module", "UserName", "HostName", "Operation"];
    private static readonly string[] s_shown =
    [
        "Time", "Kind", "Operation", "Module", "HostName", "SentBytes", "ReceivedBytes", "FileBytes", "Country", "City", "Message",
        "Directory", "FileName", "State", "Duration", "UserName", "ClientAddress", "LogHost",
    ];

    private static readonly RsyncGroup[][] s_usual = [[RsyncGroup.Module], [RsyncGroup.Day], [RsyncGroup.HostName]];

    public override string Name => "rsync";

    public override IReadOnlyList<string> RecordKinds { get; } = Enum.GetNames<RsyncEventKind>();

    public override IReadOnlyList<string> Shown => s_shown;

    public override IReadOnlyList<string> Groups { get; } = Enum.GetNames<RsyncGroup>();

    public override IReadOnlyList<string> Filters => s_filters;

    public override bool ReadsAnyFormat => true;

    internal override SummaryKind Summaries => RsyncSummaryKind.Instance;

    public override IReadOnlyList<IReadOnlyList<string>> ReportGroups { get; } = [.. RsyncReportShape.Shape.Tops.Select(static top => top.By)];

    public override IFormatProbe NewProbe() => new RsyncProbe();

    public override IRecordReader NewReader(ReadRequest request, TimeProvider clock)
        => new RsyncReader(Options(request), clock);

    public override ILogMeasure NewMeasure(MeasureRequest request, TimeProvider clock)
    {
        List<RsyncGroup[]> by = request.By.Count == 0
            ? [.. s_usual]
            : [.. request.By.Select(names => names.Select(name => ReadRequest.Word<RsyncGroup>("grouping", name)).ToArray())];
        int shown = by.Count;
        if (request.ForReport)
        {
            by.AddRange(ReportGroups.Select(static names => names.Select(Enum.Parse<RsyncGroup>).ToArray())
                .Where(group => !by.Exists(group.SequenceEqual) && (request.Clients.Locations is not null || group[0] != RsyncGroup.Country)));
        }

        RsyncMeasure measure = new(Options(request) with { ByTime = request.ForReport }, by, clock)
        {
            Threads = request.Threads,
            Progress = request.Progress,
        };
        measure.CheckGroups();
        return new RsyncKindMeasure(measure, shown);
    }

    private static RsyncOptions Options(ReadRequest request)
    {
        RsyncEventKind kinds = 0;
        foreach (string name in request.RecordKinds)
        {
            kinds |= ReadRequest.Word<RsyncEventKind>("kind", name);
        }

        string? operation = request.ValuesOf("Operation").LastOrDefault();
        foreach (KeyValuePair<string, string> wanted in request.Where)
        {
            if (!s_filters.Contains(wanted.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw Fail.Value("a filter", wanted.Key, string.Join(", ", s_filters));
            }
        }

        return new RsyncOptions
        {
            LogFormat = request.FormatText,
            SyslogTag = request.SyslogTag,
            TimeZone = request.TimeZone,
            Shape = request.Format?.Envelope is string shape ? Enum.Parse<EnvelopeShape>(shape) : null,
            Clients = request.Clients,
            Kinds = kinds == 0 ? RsyncEventKind.Transfer : kinds,
            Filter = new RsyncFilter
            {
                After = request.After,
                Before = request.Before,
                Modules = request.ValuesOf("Module"),
                UserNames = request.ValuesOf("UserName"),
                HostNames = request.ValuesOf("HostName"),
                Operation = operation is null ? RsyncOperation.None : ReadRequest.Word<RsyncOperation>("Operation", operation),
            },
        };
    }
}
