using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Text;

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
    private IRefusedRows? _rejectFile;
    private RefusedRows _refused = new();
    private long _refusedToldOf;
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

    [Parameter(HelpMessage = Words.SinkRejectPath)]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    [Parameter(HelpMessage = Words.PassThru)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What the target is called when somebody is asked about it.</summary>
    private protected abstract string Target();

    /// <summary>Opens the target; what it will never take goes to <paramref name="refused"/>.</summary>
    private protected abstract ISink Open(string target, IRefusedRows refused);

    protected override void BeginProcessing()
    {
        _target = OrEnd(Target);
        if (ShouldProcess(_target, "Store records"))
        {
            _rejectFile = RejectPath is null ? null : OpenRejects(OrEnd(() => FilePaths.Full(this, RejectPath)));
            _refused = new RefusedRows(_rejectFile);
            _sink = OrEnd(() => Retrying(Open(_target, _refused)));
            OrEnd(_sink.PrepareAsync(Stop));
            _pump = new SinkPump(_sink, new SinkPumpOptions { BatchSize = BatchSize });
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

        (_rejectFile as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A batch has been stored: says so, and sends on what was kept back until then.</summary>
    private void PassOn()
    {
        if (_pump is not null)
        {
            WriteVerbose($"'{_target}': {_pump.Answer.Stored:N0} stored so far, {_pump.Answer.AlreadyThere:N0} were there already.");
        }

        if (_refused.Count > _refusedToldOf)
        {
            Report(Fail.RowsRefused(_target, _refused.Count - _refusedToldOf, _refused.FirstReason ?? "", RejectPath));
            _refusedToldOf = _refused.Count;
        }

        foreach (IRow row in _passing)
        {
            if (!_refused.Has(row))
            {
                WriteObject(row);
            }
        }

        _passing.Clear();
        _refused.ForgetRows();
    }

    // These two stand alone, so that the sinks' assembly is looked for only once it is needed.
    private static IRefusedRows OpenRejects(string path) => new RefusedRowFile(path);

    private ISink Retrying(ISink sink) => new RetryingSink(sink, new RetryOptions
    {
        Tries = MaxRetry + 1,
        FirstWait = RetryInterval,
        Clock = Clock,
    });
}
