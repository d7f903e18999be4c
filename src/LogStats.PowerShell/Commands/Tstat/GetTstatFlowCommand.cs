using System.Management.Automation;
using LogStats.Kinds;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Tstat;

namespace LogStats.PowerShell.Commands;

/// <summary>Reads logs of tstat and gives one object for each direction of a flow, or the document that tstat_send sent.</summary>
[Cmdlet(VerbsCommon.Get, "TstatFlow", DefaultParameterSetName = PathSet)]
[OutputType(typeof(TstatFlow), typeof(TstatOriginalFlow), typeof(TstatRow))]
public sealed class GetTstatFlowCommand : RecordReaderCommand<ILogRecord>, ITstatChoice
{
    [Parameter(HelpMessage = Words.TstatProtocol)]
    public TstatProtocol Protocol { get; set; } = TstatProtocol.All;

    [Parameter(HelpMessage = Words.TstatMinimumSize)]
    [ValidateRange(0, long.MaxValue)]
    public long MinimumSize { get; set; }

    [Parameter(HelpMessage = Words.TstatDirection)]
    public TstatDirection Direction { get; set; } = TstatDirection.Both;

    [Parameter(HelpMessage = Words.TstatSensor)]
    [ValidateNotNullOrEmpty]
    public string? Sensor { get; set; }

    [Parameter(HelpMessage = Words.TstatInstance)]
    [ValidateNotNullOrEmpty]
    public string? Instance { get; set; }

    [Parameter(HelpMessage = Words.TstatAs)]
    public TstatShape As { get; set; }

    [Parameter(HelpMessage = Words.TstatLegacy)]
    public SwitchParameter Legacy { get; set; }

    private protected override string Noun => "tstat log";

    private protected override IEnumerable<string> FilesAt(string path) => TstatFiles.Of(path);

    private protected override IRecordReader NewReader() => new TstatReader(
        ((ITstatChoice)this).Options(NamedFormat("tstat"), Time(nameof(After), After), Time(nameof(Before), Before)) with
        {
            Shape = As,
            Legacy = Legacy,
            Sensor = Sensor,
            Instance = Instance,
        }, Clock);
}
