using System.Management.Automation;
using LogStats.Elf.Munin;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.Munin;

namespace LogStats.PowerShell.Commands;

/// <summary>Writes statistics of access logs to the report file that Munin plugins read.</summary>
[Cmdlet(VerbsData.Export, "LogMunin", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogMuninCommand : LogStatsCommand
{
    private ISink? _sink;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.MuninReportPath)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = Words.MuninSummary)]
    [AllowEmptyCollection]
    public IRow[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.MuninInstance)]
    [ValidateNotNullOrEmpty]
    public string? Instance { get; set; }

    [Parameter(HelpMessage = Words.ResponseCode)]
    [AllowEmptyCollection]
    [ValidateRange(0, 999)]
    public int[] ResponseCode { get; set; } = [200, 404, 500];

    [Parameter(HelpMessage = Words.ForbiddenSymbol)]
    [AllowEmptyString]
    public string ForbiddenSymbol { get; set; } = "[.-]";

    [Parameter(HelpMessage = Words.ZeroAsUnknown)]
    public SwitchParameter ZeroAsUnknown { get; set; }

    [Parameter(HelpMessage = Words.PassThru)]
    public SwitchParameter PassThru { get; set; }

    protected override void BeginProcessing()
    {
        string target = OrEnd(() => FilePaths.Full(this, Path));
        if (ShouldProcess(target, "Replace by each report"))
        {
            _sink = OrEnd(() => Open(target));
        }
    }

    protected override void ProcessRecord()
    {
        if (_sink is not null)
        {
            OrEnd(StoreAsync(_sink));
        }

        if (PassThru)
        {
            WriteObject(InputObject, enumerateCollection: true);
        }
    }

    protected override void EndProcessing()
    {
        if (_sink is not null)
        {
            OrEnd(CompleteAsync(_sink));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_sink is not null)
        {
            _sink.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    // A sink may throw before it has anything to wait for: in here that is a fault of the wait as well.
    private async ValueTask StoreAsync(ISink sink) => _ = await sink.WriteAsync(InputObject, Stop).ConfigureAwait(false);

    private async ValueTask CompleteAsync(ISink sink) => await sink.CompleteAsync(Stop).ConfigureAwait(false);

    // Stands alone, so that the sinks' assembly is looked for only once it is needed.
    private ISink Open(string target) => MuninSink.Open(new MuninSinkOptions
    {
        Path = target,
        Report = new MuninReportOptions
        {
            Instance = Instance,
            ResponseCodes = ResponseCode,
            ForbiddenSymbols = ForbiddenSymbol,
            ZeroAsUnknown = ZeroAsUnknown,
            Clock = Clock,
        },
    });
}
