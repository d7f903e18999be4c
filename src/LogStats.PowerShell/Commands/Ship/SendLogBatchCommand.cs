using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Ship;
using LogStats.Sinks.Targets;

namespace LogStats.PowerShell.Commands;

/// <summary>Sends lines to a receiver in batches; lines of a followed log are stored there once, however often they are sent.</summary>
[Cmdlet(VerbsCommunications.Send, "LogBatch", SupportsShouldProcess = true)]
[OutputType(typeof(LogBatchReceipt))]
public sealed class SendLogBatchCommand : LogStatsCommand
{
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private ICheckpointStore? _store;
    private LineShipment? _shipment;

    [Parameter(Position = 0, Mandatory = true, HelpMessage = Words.SendUri)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = Words.SendInput)]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.SendName)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "Send-LogBatch";

    [Parameter(HelpMessage = Words.SendToken)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    [Parameter(HelpMessage = Words.SendTokenPath)]
    [ValidateNotNullOrEmpty]
    public string? TokenPath { get; set; }

    [Parameter(HelpMessage = Words.SendBatchSize)]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 10_000;

    [Parameter(HelpMessage = Words.SendBatchInterval)]
    [SpanTransform]
    public TimeSpan BatchInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    [Parameter(HelpMessage = Words.HttpCompress)]
    public SwitchParameter Compress { get; set; }

    [Parameter(HelpMessage = Words.SendMaxRetry)]
    [ValidateRange(0, int.MaxValue - 1)]
    public int MaxRetry { get; set; } = 10;

    [Parameter(HelpMessage = Words.RetryInterval)]
    [SpanTransform]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    [Parameter(HelpMessage = Words.HttpTimeout)]
    [SpanTransform]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    [Parameter(HelpMessage = Words.CertificatePin)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePin { get; set; }

    [Parameter(HelpMessage = Words.AuthorityPath)]
    [ValidateNotNullOrEmpty]
    public string? AuthorityPath { get; set; }

    [Parameter(HelpMessage = Words.ClientCertificatePath)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    [Parameter(HelpMessage = Words.ClientKeyPath)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    [Parameter(HelpMessage = Words.SendProtocol)]
    public LogShipProtocol Protocol { get; set; }

    [Parameter(HelpMessage = Words.SendHostName)]
    [ValidateNotNullOrEmpty]
    public string? HostName { get; set; }

    [Parameter(HelpMessage = Words.SendAllowUnencrypted)]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    [Parameter(HelpMessage = Words.SendPassThru)]
    public SwitchParameter PassThru { get; set; }

    protected override void BeginProcessing()
    {
        string target = OrEnd(Target);
        if (ShouldProcess(target, "Send lines"))
        {
            _store = OrEnd(() => KeptCheckpoints.Open(Clock));
            _shipment = OrEnd(Open);
            Wait(_shipment.OpenAsync(Stop));
        }
    }

    protected override void ProcessRecord()
    {
        foreach (object one in _shipment is null ? [] : InputObject)
        {
            object? input = one is PSObject wrapped ? wrapped.BaseObject : one;
            Wait(input is LogLine line ? _shipment!.AddAsync(line, Stop)
                : _shipment!.AddAsync(input as string ?? Convert.ToString(input, CultureInfo.InvariantCulture) ?? "", Stop));
        }
    }

    protected override void EndProcessing()
    {
        if (_shipment is not null)
        {
            Wait(_shipment.CompleteAsync(Stop));
            WriteAccount();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _shipment?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        (_store as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Waits, and tells meanwhile what happens on the way.</summary>
    private void Wait(ValueTask work)
    {
        Task task = work.AsTask();
        while (!task.IsCompleted)
        {
            _ = Task.WhenAny(task, Task.Delay(s_glance, Clock, CancellationToken.None)).GetAwaiter().GetResult();
            Tell();
        }

        Tell();
        OrEnd(new ValueTask(task));
    }

    // The methods below stand alone, so that the sinks' assembly is looked for only once it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Tell()
    {
        while (_shipment!.Told.TryDequeue(out ShipEvent? told))
        {
            string text = told.Path is null ? told.Text : $"'{told.Path}': {told.Text}";
            if (told.IsWarning)
            {
                WriteWarning(text);
            }
            else
            {
                WriteVerbose(text);
            }
        }

        while (_shipment.Receipts.TryDequeue(out LogBatchReceipt? receipt))
        {
            WriteVerbose($"{receipt} {(receipt.IsNew ? "stored" : "were there already")}.");
            if (PassThru)
            {
                WriteObject(receipt);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteAccount()
    {
        ShipAccount account = _shipment!.Account;
        WriteVerbose($"{account.Read:N0} lines read: {account.Sent:N0} sent, {account.Had:N0} were there already.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Target() => Options().ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private LineShipment Open() => new(Options(), _store!, $"send:{Name}"); // A checkpoint of the same name is the follower's.

    private ShipOptions Options() => new()
    {
        Address = Uri,
        Protocol = Protocol == LogShipProtocol.Upload ? ShipProtocol.Upload : ShipProtocol.Batches,
        HostName = HostName,
        Token = Secret(),
        Compress = Compress,
        BatchLines = BatchSize,
        Linger = BatchInterval >= TimeSpan.Zero && BatchInterval <= s_longest ? BatchInterval
            : throw Fail.Value("BatchInterval", BatchInterval.ToString(), "a span from 0s to 1d, such as 100ms"),
        Timeout = RequestTimeout,
        Retry = new RetryOptions { Tries = MaxRetry + 1, FirstWait = RetryInterval },
        CertificatePin = CertificatePin,
        AuthorityFile = Full(AuthorityPath),
        CertificateFile = Full(CertificatePath),
        KeyFile = Full(KeyPath),
        AllowUnencrypted = AllowUnencryptedAuthentication,
        Clock = Clock,
    };

    private string? Secret() => Token is not null && TokenPath is not null
        ? throw Fail.Value("TokenPath", TokenPath, "one place for the token: -Token or -TokenPath")
        : TokenPath is not null ? TargetSecret.FromFile(File.Exists(FilePaths.Full(this, TokenPath)) ? FilePaths.Full(this, TokenPath) : TokenPath)
        : Token is not null ? new NetworkCredential("", Token).Password : null;

    private string? Full(string? path) => path is null ? null : FilePaths.Full(this, path);
}
