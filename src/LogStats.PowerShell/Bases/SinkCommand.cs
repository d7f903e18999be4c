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
    // What a timer can count; a longer wait is none at all.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly Queue<IRow> _passing = [];
    private ISink? _sink;
    private SinkPump? _pump;
    private IRefusedRows? _rejectFile;
    private RefusedRows _refused = new();
    private SinkAnswer _told;
    private long _refusedToldOf;
    private string _target = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = Words.Row)]
    [AllowEmptyCollection]
    public IRow[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.BatchSize)]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 5000;

    [Parameter(HelpMessage = Words.BatchInterval)]
    [SpanTransform]
    public TimeSpan BatchInterval { get; set; } = TimeSpan.FromSeconds(5);

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

    /// <summary>How many rows are given to the target at once; null for as many as serve it best.</summary>
    private protected virtual int? RowsAtOnce => BatchSize;

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
            _pump = new SinkPump(_sink, new SinkPumpOptions
            {
                BatchSize = RowsAtOnce,
                BatchInterval = OrEnd(Interval),
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
                // Until whatever comes behind this command has it: the pump lets go of it once it is stored here.
                (row as IHeldRow)?.Hold();
                _passing.Enqueue(row);
            }

            if (_pump is not null)
            {
                OrEnd(_pump.AddAsync(row, Stop));
            }

            PassOn();
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
        if (_pump is not null)
        {
            _pump.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        if (_sink is not null)
        {
            _sink.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        (_rejectFile as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Where batches were stored: says so, and sends on what was kept back until then.</summary>
    private void PassOn()
    {
        // The pump may give a batch on a timer's thread between two rows; what still waits in it are the last that came.
        SinkAnswer answer = _pump?.Answer ?? default;
        if (answer != _told)
        {
            _told = answer;
            WriteVerbose($"'{_target}': {answer.Stored:N0} stored so far, {answer.AlreadyThere:N0} were there already.");
        }

        if (_refused.Count > _refusedToldOf)
        {
            Report(Fail.RowsRefused(_target, _refused.Count - _refusedToldOf, _refused.FirstReason ?? "", RejectPath));
            _refusedToldOf = _refused.Count;
            if (!PassThru)
            {
                _refused.ForgetRows();
            }
        }

        for (int stored = _passing.Count - (_pump?.Waiting ?? 0); stored > 0; stored--)
        {
            IRow row = _passing.Dequeue();
            if (!_refused.Take(row))
            {
                WriteObject(row);
            }

            (row as IHeldRow)?.Release();
        }
    }

    private TimeSpan? Interval() => BatchInterval <= TimeSpan.Zero
        ? throw Fail.Value("BatchInterval", BatchInterval.ToString(), "a span above zero, such as 5s")
        : BatchInterval > s_longest ? null : BatchInterval;

    // These two stand alone, so that the sinks' assembly is looked for only once it is needed.
    private static IRefusedRows OpenRejects(string path) => new RefusedRowFile(path);

    private ISink Retrying(ISink sink) => new RetryingSink(sink, new RetryOptions
    {
        Tries = MaxRetry + 1,
        FirstWait = RetryInterval,
        Clock = Clock,
    });
}
