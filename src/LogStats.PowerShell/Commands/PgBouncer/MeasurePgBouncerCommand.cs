using System.Management.Automation;
using LogStats.PgBouncer;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;

namespace LogStats.PowerShell.Commands;

/// <summary>Adds the log of pgbouncer up: one summary of all, or one for each group.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "PgBouncer", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PgBouncerSummary))]
public sealed class MeasurePgBouncerCommand : MeasureCommand, IPgBouncerChoice
{
    private PgBouncerMeasure? _measure;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineInput, HelpMessage = Words.PgBouncerEvent)]
    [AllowEmptyCollection]
    public PgBouncerEvent[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerGroupBy)]
    public PgBouncerGroup[] GroupBy { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerType)]
    public PgBouncerEventType Type { get; set; } = PgBouncerEventType.All;

    [Parameter(HelpMessage = Words.PgBouncerDatabase)]
    [ArgumentCompleter(typeof(PgBouncerDatabaseCompleter))]
    [SupportsWildcards]
    public string[] Database { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerUserName)]
    [ArgumentCompleter(typeof(PgBouncerUserNameCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerClientAddress)]
    [ArgumentCompleter(typeof(PgBouncerAddressCompleter))]
    [SupportsWildcards]
    public string[] ClientAddress { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerStatsPeriod)]
    [SpanTransform]
    public TimeSpan StatsPeriod { get; set; } = TimeSpan.FromMinutes(1);

    [Parameter(HelpMessage = Words.PgBouncerSyslogTag)]
    [ValidateNotNullOrEmpty]
    public string? SyslogTag { get; set; }

    private protected override string Noun => "pgbouncer log";

    private protected override void BeginMeasure(ScanProgress progress) => _measure = new PgBouncerMeasure(
        ((IPgBouncerChoice)this).Options(NamedFormat("pgbouncer"), Time(nameof(After), After), Time(nameof(Before), Before)) with { StatsPeriod = StatsPeriod, ByTime = ForReport },
        Groupings("pgbouncer", GroupBy), Clock)
    {
        Threads = Threads,
        Progress = progress,
    };

    private protected override ScanCounts AddFile(Lines.LineInput input)
    {
        _measure!.Add(input, Stop);
        return _measure.InputCounts;
    }

    private protected override void AddLine(ReadOnlySpan<byte> line) => _measure!.Line(line);

    private protected override void AddRecords()
    {
        foreach (PgBouncerEvent item in InputObject)
        {
            _measure!.Add(item);
        }
    }

    private protected override ScanCounts Summarise()
    {
        PgBouncerStatistics result = _measure!.Finish();
        if (ForReport)
        {
            WriteReport(result.Total, result.Groupings);
            return _measure.Counts;
        }

        WriteSummaries(result.Total, GroupBy.Length == 0 ? null : result.Groupings[0]);
        return _measure.Counts;
    }
}
