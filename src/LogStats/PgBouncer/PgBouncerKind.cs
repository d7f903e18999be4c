using LogStats.Detect;
using LogStats.Envelopes;
using LogStats.Faults;
using LogStats.Kinds;

namespace LogStats.PgBouncer;

/// <summary>pgbouncer as a family of logs.</summary>
internal sealed class PgBouncerKind : LogKind
{
    private static readonly string[] s_filters = ["Database", "UserName", "ClientAddress"];
    private static readonly string[] s_shown =
    [
        "Time", "Type", "Database", "UserName", "ClientAddress", "Reason", "Age", "QueriesPerSecond", "QueryTime", "WaitTime",
        "InBytesPerSecond", "OutBytesPerSecond", "ServerAddress", "Message", "Level", "LogHost",
    ];

    private static readonly PgBouncerGroup[][] s_usual = [[PgBouncerGroup.Hour], [PgBouncerGroup.User], [PgBouncerGroup.Reason]];

    public override string Name => "pgbouncer";

    public override IReadOnlyList<string> RecordKinds { get; } = Enum.GetNames<PgBouncerEventType>();

    public override IReadOnlyList<string> Shown => s_shown;

    public override IReadOnlyList<string> Groups { get; } = Enum.GetNames<PgBouncerGroup>();

    public override IReadOnlyList<string> Filters => s_filters;

    public override bool ReadsAnyFormat => true;

    internal override SummaryKind Summaries => PgBouncerSummaryKind.Instance;

    public override IReadOnlyList<IReadOnlyList<string>> ReportGroups { get; } = [.. PgBouncerReportShape.Shape.Tops.Select(static top => top.By)];

    public override IFormatProbe NewProbe() => new PgBouncerProbe();

    public override IRecordReader NewReader(ReadRequest request, TimeProvider clock)
        => new PgBouncerReader(Options(request), clock);

    public override ILogMeasure NewMeasure(MeasureRequest request, TimeProvider clock)
    {
        List<PgBouncerGroup[]> by = request.By.Count == 0
            ? [.. s_usual]
            : [.. request.By.Select(names => names.Select(name => ReadRequest.Word<PgBouncerGroup>("grouping", name)).ToArray())];
        int shown = by.Count;
        if (request.ForReport)
        {
            by.AddRange(ReportGroups.Select(static names => names.Select(Enum.Parse<PgBouncerGroup>).ToArray())
                .Where(group => !by.Exists(group.SequenceEqual)));
        }

        return new PgBouncerKindMeasure(new PgBouncerMeasure(Options(request) with { ByTime = request.ForReport }, by, clock)
        {
            Threads = request.Threads,
            Progress = request.Progress,
        }, shown);
    }

    private static PgBouncerOptions Options(ReadRequest request)
    {
        if (request.Clients.Anonymize || request.Clients.Locations is not null)
        {
            throw Fail.Value("clients", request.Clients.Anonymize ? "anonymize" : "geo",
                "neither for logs of pgbouncer: their messages name clients too, so nothing is cut or looked up there");
        }

        PgBouncerEventType types = 0;
        foreach (string name in request.RecordKinds)
        {
            types |= ReadRequest.Word<PgBouncerEventType>("kind", name);
        }

        foreach (KeyValuePair<string, string> wanted in request.Where)
        {
            if (!s_filters.Contains(wanted.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw Fail.Value("a filter", wanted.Key, string.Join(", ", s_filters));
            }
        }

        return new PgBouncerOptions
        {
            SyslogTag = request.SyslogTag,
            TimeZone = request.TimeZone,
            Shape = request.Format?.Envelope is string shape ? Enum.Parse<EnvelopeShape>(shape) : null,
            Filter = new PgBouncerFilter
            {
                After = request.After,
                Before = request.Before,
                Types = types == 0 ? PgBouncerEventType.All : types,
                Databases = request.ValuesOf("Database"),
                UserNames = request.ValuesOf("UserName"),
                Addresses = request.ValuesOf("ClientAddress"),
            },
        };
    }
}
