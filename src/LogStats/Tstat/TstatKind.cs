using LogStats.Detect;
using LogStats.Faults;
using LogStats.Kinds;

namespace LogStats.Tstat;

/// <summary>tstat as a family of logs.</summary>
internal sealed class TstatKind : LogKind
{
    private static readonly string[] s_filters = ["Protocol", "Direction"];
    private static readonly string[] s_shown =
    [
        "Start", "Protocol", "Direction", "Source", "SourcePort", "Destination", "DestinationPort", "Bytes", "Packets", "Duration",
        "BitsPerSecond", "RetransmittedPackets", "RttAverage", "ServerName",
    ];

    private static readonly TstatGroup[][] s_usual = [[TstatGroup.Hour], [TstatGroup.Source], [TstatGroup.Destination], [TstatGroup.Port]];

    public override string Name => "tstat";

    public override IReadOnlyList<string> RecordKinds { get; } = Enum.GetNames<TstatShape>();

    public override IReadOnlyList<string> Shown => s_shown;

    public override IReadOnlyList<string> Groups { get; } = Enum.GetNames<TstatGroup>();

    public override IReadOnlyList<string> Filters => s_filters;

    public override bool ReadsAnyFormat => true;

    internal override SummaryKind Summaries => TstatSummaryKind.Instance;

    public override IReadOnlyList<IReadOnlyList<string>> ReportGroups { get; } = [.. TstatReportShape.Shape.Tops.Select(static top => top.By)];

    public override IFormatProbe NewProbe() => new TstatProbe();

    public override IRecordReader NewReader(ReadRequest request, TimeProvider clock) => new TstatReader(Options(request), clock);

    public override ILogMeasure NewMeasure(MeasureRequest request, TimeProvider clock)
    {
        List<TstatGroup[]> by = request.By.Count == 0
            ? [.. s_usual]
            : [.. request.By.Select(names => names.Select(name => ReadRequest.Word<TstatGroup>("grouping", name)).ToArray())];
        int shown = by.Count;
        if (request.ForReport)
        {
            by.AddRange(ReportGroups.Select(static names => names.Select(Enum.Parse<TstatGroup>).ToArray())
                .Where(group => !by.Exists(group.SequenceEqual)));
        }

        return new TstatKindMeasure(new TstatMeasure(Options(request) with { ByTime = request.ForReport }, by, clock)
        {
            Threads = request.Threads,
            Progress = request.Progress,
        }, shown);
    }

    private static TstatOptions Options(ReadRequest request)
    {
        if (request.Clients.Anonymize || request.Clients.Locations is not null)
        {
            throw Fail.Value("clients", request.Clients.Anonymize ? "anonymize" : "geo",
                "neither for logs of tstat: a flow has two ends, and nothing is cut or looked up there; group by networks instead");
        }

        TstatOptions options = request.Tstat ?? new TstatOptions();
        foreach (string name in request.RecordKinds.Where(static name => !name.Equals("all", StringComparison.OrdinalIgnoreCase)))
        {
            options = options with { Shape = ReadRequest.Word<TstatShape>("kind", name) };
        }

        TstatFilter filter = options.Filter with { After = request.After, Before = request.Before };
        foreach (KeyValuePair<string, string> wanted in request.Where)
        {
            if (!s_filters.Contains(wanted.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw Fail.Value("a filter", wanted.Key, string.Join(", ", s_filters));
            }
        }

        return options with
        {
            TimeZone = request.TimeZone,
            Log = TstatOptions.For(request.Format).Log,
            Filter = filter with
            {
                Protocols = Words(request, "Protocol", filter.Protocols),
                Directions = Words(request, "Direction", filter.Directions),
            },
        };
    }

    private static T Words<T>(ReadRequest request, string name, T usual)
        where T : struct, Enum
        => request.ValuesOf(name) is { Length: > 0 } values
            ? (T)Enum.ToObject(typeof(T), values.Aggregate(0, (all, value) => all | Convert.ToInt32(ReadRequest.Word<T>(name, value), System.Globalization.CultureInfo.InvariantCulture)))
            : usual;
}
