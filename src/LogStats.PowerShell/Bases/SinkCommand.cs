using System.Management.Automation;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// A command at the end of a pipeline: gathers rows to batches and gives them to a sink. The target is opened, and asked
/// about, before the first row is read; a target that is gone ends the command, and a row is passed on only once it is
/// stored. Names nothing of the sinks' own assembly, which is found only after the module has been imported.
/// </summary>
public abstract class SinkCommand : LogStatsCommand
{
    private readonly List<IRow> _passing = [];
    private ISink? _sink;
    private SinkPump? _pump;
    private string _target = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = Words.Row)]
    [AllowEmptyCollection]
    public IRow[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.BatchSize)]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 5000;

    [Parameter(HelpMessage = Words.MaxRetry)]
    [ValidateRange(0, 1000)]
    public int MaxRetry { get; set; } = 4;

    [Parameter(HelpMessage = Words.RetryInterval)]
    [SpanTransform]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    [Parameter(HelpMessage = Words.PassThru)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the target is called when somebody is asked about it.</summary>
    private protected abstract string Target();

    private protected abstract ISink Open(string target);

    protected override void BeginProcessing()
    {
        _target = OrEnd(Target);
        if (ShouldProcess(_target, "Store records"))
        {
            _sink = OrEnd(() => Open(_target));
            _pump = new SinkPump(_sink, new SinkPumpOptions
            {
                BatchSize = BatchSize,
                Tries = MaxRetry + 1,
                RetryInterval = RetryInterval,
                Clock = Clock,
            });
        }
    }

    protected override void ProcessRecord()
    {
        foreach (IRow row in InputObject)
        {
            if (PassThru)
            {
                _passing.Add(row);
            }

            if (_pump is not null)
            {
                OrEnd(_pump.AddAsync(row, Stop));
            }

            if (_pump is null || _pump.Waiting == 0)
            {
                PassOn();
            }
        }
    }

    protected override void EndProcessing()
    {
        if (_pump is not null)
        {
            OrEnd(_pump.CompleteAsync(Stop));
            PassOn();
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

    /// <summary>A batch has been stored: says so, and sends on what was kept back until then.</summary>
    private void PassOn()
    {
        if (_pump is not null)
        {
            WriteVerbose($"'{_target}': {_pump.Answer.Stored:N0} stored so far, {_pump.Answer.AlreadyThere:N0} were there already.");
        }

        foreach (IRow row in _passing)
        {
            WriteObject(row);
        }

        _passing.Clear();
    }
}
