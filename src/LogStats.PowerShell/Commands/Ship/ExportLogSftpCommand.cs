using System.Collections.Concurrent;
using System.Management.Automation;
using System.Net;
using System.Runtime.CompilerServices;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks.Sftp;

namespace LogStats.PowerShell.Commands;

/// <summary>Sends files to an SFTP server: each is there complete under its name, or not at all.</summary>
[Cmdlet(VerbsData.Export, "LogSftp", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(LogSftpReceipt))]
public sealed class ExportLogSftpCommand : PathCommand
{
    private const string DirectorySet = "Directory";
    private const int Group = 256;

    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(200);

    // Both come from other threads; a command may speak on its own only.
    private readonly ConcurrentQueue<LogSftpReceipt> _receipts = [];
    private readonly ConcurrentQueue<LogStatsException> _faults = [];
    private readonly List<string> _waiting = [];
    private IAsyncDisposable? _shipment;

    [Parameter(Position = 1, Mandatory = true, HelpMessage = Words.SftpDestination)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = DirectorySet, HelpMessage = Words.SftpDirectory)]
    [ValidateNotNullOrEmpty]
    public string Directory { get; set; } = "";

    [Parameter(HelpMessage = Words.SftpKeyPath)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    [Parameter(HelpMessage = Words.SftpKnownHost)]
    [ValidateNotNullOrEmpty]
    public string? KnownHost { get; set; }

    [Parameter(HelpMessage = Words.SftpFingerprint)]
    [ValidateNotNullOrEmpty]
    public string? Fingerprint { get; set; }

    [Parameter(HelpMessage = Words.SftpCredential)]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(HelpMessage = Words.SftpMaxRetry)]
    [ValidateRange(0, 1000)]
    public int MaxRetry { get; set; } = 2;

    [Parameter(HelpMessage = Words.SftpRetryInterval)]
    [SpanTransform]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(5);

    [Parameter(HelpMessage = Words.SftpTimeout)]
    [SpanTransform]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    [Parameter(ParameterSetName = DirectorySet, HelpMessage = Words.SftpBySource)]
    public SwitchParameter BySource { get; set; }

    [Parameter(ParameterSetName = DirectorySet, HelpMessage = Words.SftpWithManifest)]
    public SwitchParameter WithManifest { get; set; }

    [Parameter(HelpMessage = Words.SftpVerify)]
    public SwitchParameter Verify { get; set; }

    [Parameter(HelpMessage = Words.SftpPassThru)]
    public SwitchParameter PassThru { get; set; }

    protected override void BeginProcessing() => _ = OrEnd(Target);

    protected override void ProcessRecord()
    {
        if (ParameterSetName == DirectorySet)
        {
            string directory = OrEnd(() => FilePaths.Full(this, Directory));
            if (ShouldProcess($"{directory} to {OrEnd(Target)}", "Send files"))
            {
                Wait(OrEnd(() => Forward(directory)));
            }

            return;
        }

        foreach (string file in Files())
        {
            if (ShouldProcess($"{file} to {OrEnd(Target)}", "Send file"))
            {
                _waiting.Add(file);
            }

            if (_waiting.Count == Group)
            {
                Send();
            }
        }
    }

    protected override void EndProcessing()
    {
        if (_waiting.Count > 0)
        {
            Send();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _shipment?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private void Send()
    {
        string[] files = [.. _waiting];
        _waiting.Clear();
        Wait(OrEnd(() => Ship(files)));
    }

    /// <summary>Waits, and tells meanwhile what became of files.</summary>
    private void Wait(Task work)
    {
        while (!work.IsCompleted)
        {
            _ = Task.WhenAny(work, Task.Delay(s_glance, Clock, CancellationToken.None)).GetAwaiter().GetResult();
            Tell();
        }

        Tell();
        OrEnd(new ValueTask(work));
    }

    private void Tell()
    {
        while (_receipts.TryDequeue(out LogSftpReceipt? receipt))
        {
            WriteVerbose($"'{receipt.Path}': {receipt} {(receipt.Outcome == LogSftpOutcome.Sent ? "sent" : "were there already")}.");
            if (PassThru)
            {
                WriteObject(receipt);
            }
        }

        while (_faults.TryDequeue(out LogStatsException? fault))
        {
            Report(fault);
        }
    }

    // The methods below stand alone, so that the sinks' assembly is looked for only once it is needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Target() => Options().ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task Ship(string[] files)
    {
        SftpShipment shipment = (SftpShipment?)_shipment ?? new SftpShipment(Options()) { Sent = _receipts.Enqueue, Failed = _faults.Enqueue };
        _shipment = shipment;
        return shipment.SendAsync(files, Stop);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task Forward(string directory)
    {
        using ArchiveForward forward = new(new ForwardOptions
        {
            Directory = directory,
            Server = Options(),
            BySource = BySource,
            WithManifest = WithManifest,
            Sent = _receipts.Enqueue,
            Report = _faults.Enqueue,
        });
        await forward.RunAsync(once: true, Stop).ConfigureAwait(false);
    }

    private SftpOptions Options()
    {
        NetworkCredential? account = Credential?.GetNetworkCredential();
        SftpAddress address = SftpAddress.Parse(Destination);
        return new SftpOptions
        {
            Address = address.User is null && account is { UserName.Length: > 0 } ? address.For(account.UserName) : address,
            KeyFile = KeyPath is null ? null : FilePaths.Full(this, KeyPath),
            KnownHosts = KnownHost is null ? null : FilePaths.Full(this, KnownHost),
            Fingerprint = Fingerprint,
            Secret = account is { Password.Length: > 0 } ? () => account.Password : null,
            IsPassword = KeyPath is null,
            Verify = Verify,
            Tries = MaxRetry + 1,
            Pause = RetryInterval >= TimeSpan.Zero && RetryInterval <= TimeSpan.FromDays(1) ? RetryInterval : throw Fail.Value("RetryInterval", RetryInterval.ToString(), "a span of up to 1d, such as 5s"),
            Timeout = RequestTimeout > TimeSpan.Zero && RequestTimeout <= TimeSpan.FromDays(1) ? RequestTimeout : throw Fail.Value("RequestTimeout", RequestTimeout.ToString(), "a span above zero and up to 1d, such as 60s"),
            Clock = Clock,
        };
    }
}
