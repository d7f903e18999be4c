using System.Management.Automation;
using LogStats.Elf;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;

namespace LogStats.PowerShell.Commands;

/// <summary>Adds access logs up: one summary of all requests, or one for each group.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ElfLog", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ElfSummary))]
public sealed class MeasureElfLogCommand : MeasureCommand, IElfMeasureChoice
{
    private ElfMeasure? _measure;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineInput, HelpMessage = Words.ElfRecord)]
    [AllowEmptyCollection]
    public ElfRecord[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfGroupBy)]
    public ElfGroup[] GroupBy { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfLogFormat)]
    [ValidateNotNullOrEmpty]
    public string? LogFormat { get; set; }

    [Parameter(HelpMessage = Words.ElfStatus)]
    [ArgumentCompleter(typeof(ElfStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfMethod)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] Method { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfClientAddress)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] ClientAddress { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfUserName)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfVirtualHost)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] VirtualHost { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfRequestPath)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] RequestPath { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfGroupName)]
    [ArgumentCompleter(typeof(ElfGroupCompleter))]
    [SupportsWildcards]
    public string[] Group { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfRule)]
    [ValidateNotNullOrEmpty]
    public string[] Rule { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfSkipRule)]
    [ValidateNotNullOrEmpty]
    public string[] SkipRule { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfAggregate)]
    [ElfAggregateTransform]
    public ElfAggregate[] Aggregate { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfPattern)]
    [ElfExtractTransform]
    public ElfExtract[] Pattern { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfSeeQuery)]
    public SwitchParameter SeeQuery { get; set; }

    [Parameter(HelpMessage = Words.ElfLatencyUnit)]
    [ValidateSet("ns", "us", "ms", "s", "s-or-us")]
    public string? LatencyUnit { get; set; }
    [Parameter(HelpMessage = Words.ElfGroupLimit)]
    [ValidateRange(1, 1_000_000)]
    public int GroupLimit { get; set; } = 5000;

    [Parameter(HelpMessage = Words.ElfPercentile)]
    [ArgumentCompleter(typeof(PercentileCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateRange(0.0, 100.0)]
    public double[] Percentile { get; set; } = [50, 90, 99];

    [Parameter(HelpMessage = Words.ElfStalledThreshold)]
    [SpanTransform]
    public TimeSpan StalledThreshold { get; set; } = TimeSpan.FromSeconds(100);

    [Parameter(HelpMessage = Words.ElfExact)]
    public SwitchParameter Exact { get; set; }

    [Parameter(HelpMessage = Words.ElfGroupClients)]
    public SwitchParameter GroupClients { get; set; }

    bool IElfChoice.SeesQuery => SeeQuery;

    bool IElfMeasureChoice.IsExact => Exact;

    bool IElfMeasureChoice.CountsGroupClients => GroupClients;

    [Parameter(HelpMessage = Words.GeoDatabase)]
    [ValidateNotNullOrEmpty]
    public string[] GeoDatabase { get; set; } = [];

    private protected override string[] GeoPaths => GeoDatabase;

    private protected override string Noun => "access log";

    private protected override string Remark => _measure!.Remark;

    private protected override void BeginMeasure(ScanProgress progress) => _measure = new ElfMeasure(CreateOptions() with { ByTime = ForReport }, Groupings("elf", GroupBy, GeoDatabase.Length > 0), Clock)
    {
        Threads = Threads,
        Progress = progress,
    };

    private protected override void CheckLines() => _measure!.CheckGroups();

    private protected override ScanCounts AddFile(Lines.LineInput input)
    {
        _measure!.Add(input, Stop);
        return _measure.InputCounts;
    }

    private protected override void AddLine(ReadOnlySpan<byte> line) => _measure!.Line(line);

    private protected override void AddRecords()
    {
        foreach (ElfRecord item in InputObject)
        {
            _measure!.Add(item);
        }
    }

    private protected override ScanCounts Summarise()
    {
        ElfStatistics result = _measure!.Finish();
        if (ForReport)
        {
            WriteReport(result.Total, result.Groupings);
            return _measure.Counts;
        }

        WriteSummaries(result.Total, GroupBy.Length == 0 ? null : result.Groupings[0]);
        return _measure.Counts;
    }

    private ElfOptions CreateOptions() => ((IElfMeasureChoice)this).MeasureOptions(
        NamedFormat("elf"), Time(nameof(After), After), Time(nameof(Before), Before), Clients());
}
