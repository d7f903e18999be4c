using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Rsync;
using LogStats.Scan;

namespace LogStats.PowerShell.Commands;

/// <summary>Adds the log of an rsync daemon up: one summary of all, or one for each group.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "RsyncEvent", DefaultParameterSetName = PathSet)]
[OutputType(typeof(RsyncSummary))]
public sealed class MeasureRsyncEventCommand : MeasureCommand, IRsyncChoice
{
    private RsyncMeasure? _measure;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineInput, HelpMessage = Words.RsyncEvent)]
    [AllowEmptyCollection]
    public RsyncEvent[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncGroupBy)]
    public RsyncGroup[] GroupBy { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncModule)]
    [ArgumentCompleter(typeof(RsyncModuleCompleter))]
    [SupportsWildcards]
    public string[] Module { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncOperation)]
    public RsyncOperation Operation { get; set; }

    [Parameter(HelpMessage = Words.RsyncUserName)]
    [ArgumentCompleter(typeof(RsyncUserNameCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncHostName)]
    [ArgumentCompleter(typeof(RsyncHostNameCompleter))]
    [SupportsWildcards]
    public string[] HostName { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncLogFormat)]
    [ValidateNotNullOrEmpty]
    public string? LogFormat { get; set; }

    [Parameter(HelpMessage = Words.RsyncSyslogTag)]
    [ValidateNotNullOrEmpty]
    public string? SyslogTag { get; set; }

    [Parameter(HelpMessage = Words.GeoDatabase)]
    [ValidateNotNullOrEmpty]
    public string[] GeoDatabase { get; set; } = [];

    private protected override string[] GeoPaths => GeoDatabase;

    private protected override string Noun => "rsync log";

    private protected override void BeginMeasure(ScanProgress progress) => _measure = new RsyncMeasure(CreateOptions() with { ByTime = ForReport }, Groupings("rsync", GroupBy, GeoDatabase.Length > 0), Clock)
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
        foreach (RsyncEvent item in InputObject)
        {
            _measure!.Add(item);
        }
    }

    private protected override ScanCounts Summarise()
    {
        RsyncStatistics result = _measure!.Finish();
        if (ForReport)
        {
            WriteReport(result.Total, result.Groupings);
            return _measure.Counts;
        }

        WriteSummaries(result.Total, GroupBy.Length == 0 ? null : result.Groupings[0]);
        return _measure.Counts;
    }

    private RsyncOptions CreateOptions() => ((IRsyncChoice)this).Options(
        RsyncEventKind.All, NamedFormat("rsync"), Time(nameof(After), After), Time(nameof(Before), Before), Clients());
}
