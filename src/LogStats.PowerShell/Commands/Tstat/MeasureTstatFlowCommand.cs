using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;
using LogStats.Tstat;

namespace LogStats.PowerShell.Commands;

/// <summary>Adds flows of tstat up: one summary of all, or one for each group.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "TstatFlow", DefaultParameterSetName = PathSet)]
[OutputType(typeof(TstatSummary))]
public sealed class MeasureTstatFlowCommand : MeasureCommand, ITstatChoice
{
    private TstatMeasure? _measure;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineInput, HelpMessage = Words.TstatFlow)]
    [AllowEmptyCollection]
    public TstatFlow[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.TstatGroupBy)]
    public TstatGroup[] GroupBy { get; set; } = [];

    [Parameter(HelpMessage = Words.TstatProtocol)]
    public TstatProtocol Protocol { get; set; } = TstatProtocol.All;

    [Parameter(HelpMessage = Words.TstatMinimumSize)]
    [ValidateRange(0, long.MaxValue)]
    public long MinimumSize { get; set; }

    [Parameter(HelpMessage = Words.TstatDirection)]
    public TstatDirection Direction { get; set; } = TstatDirection.Both;

    [Parameter(HelpMessage = Words.TstatPrefixLength)]
    [ValidateRange(0, 32)]
    public int PrefixLength { get; set; } = 24;

    [Parameter(HelpMessage = Words.TstatPrefixLengthIPv6)]
    [ValidateRange(0, 128)]
    public int PrefixLengthIPv6 { get; set; } = 48;

    private protected override string Noun => "tstat log";

    private protected override IEnumerable<string> FilesAt(string path) => TstatFiles.Of(path);

    private protected override void BeginMeasure(ScanProgress progress) => _measure = new TstatMeasure(
        ((ITstatChoice)this).Options(NamedFormat("tstat"), Time(nameof(After), After), Time(nameof(Before), Before)) with
        {
            NetworkBits = PrefixLength,
            NetworkBitsOfIPv6 = PrefixLengthIPv6,
            ByTime = ForReport,
        },
        Groupings("tstat", GroupBy), Clock)
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
        foreach (TstatFlow item in InputObject)
        {
            _measure!.Add(item);
        }
    }

    private protected override ScanCounts Summarise()
    {
        TstatStatistics result = _measure!.Finish();
        if (ForReport)
        {
            WriteReport(result.Total, result.Groupings);
            return _measure.Counts;
        }

        WriteSummaries(result.Total, GroupBy.Length == 0 ? null : result.Groupings[0]);
        return _measure.Counts;
    }
}
