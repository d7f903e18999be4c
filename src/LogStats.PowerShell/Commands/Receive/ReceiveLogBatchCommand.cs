using System.Globalization;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Receive;

namespace LogStats.PowerShell.Commands;

/// <summary>Receives lines from other machines, and gives an object for each batch that was stored.</summary>
[Cmdlet(VerbsCommunications.Receive, "LogBatch")]
[OutputType(typeof(LogBatch))]
public sealed class ReceiveLogBatchCommand : LogStatsCommand
{
    private ReceiverProcess? _receiver;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.ReceiveDirectory)]
    [ValidateNotNullOrEmpty]
    public string Directory { get; set; } = "";

    [Parameter(Position = 1, HelpMessage = Words.ReceiveUri)]
    [ValidateNotNullOrEmpty]
    public string[] Uri { get; set; } = ["http://127.0.0.1:5000"];

    [Parameter(HelpMessage = Words.ReceiveTokenFile)]
    [ValidateNotNullOrEmpty]
    public string? TokenFile { get; set; }

    [Parameter(HelpMessage = Words.ReceiveCertificate)]
    [ValidateNotNullOrEmpty]
    public string? Certificate { get; set; }

    [Parameter(HelpMessage = Words.ReceiveKey)]
    [ValidateNotNullOrEmpty]
    public string? CertificateKey { get; set; }

    [Parameter(HelpMessage = Words.ReceiveClientCa)]
    [ValidateNotNullOrEmpty]
    public string? ClientCa { get; set; }

    [Parameter(HelpMessage = Words.ReceiveAllowHost)]
    [ValidateNotNullOrEmpty]
    public string[]? AllowHost { get; set; }

    [Parameter(HelpMessage = Words.ReceiveAllowUnencrypted)]
    public SwitchParameter AllowUnencrypted { get; set; }

    [Parameter(HelpMessage = Words.ReceivePrefix)]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = "log";

    [Parameter(HelpMessage = Words.ReceiveWindow)]
    [SpanTransform]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(20);

    [Parameter(HelpMessage = Words.ReceiveBy)]
    public PartitionBy By { get; set; }

    [Parameter(HelpMessage = Words.ReceiveGrace)]
    [SpanTransform]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(2);

    [Parameter(HelpMessage = Words.ReceiveStatePath)]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    [Parameter(HelpMessage = Words.ReceiveBeginAnew)]
    public SwitchParameter BeginAnew { get; set; }

    [Parameter(HelpMessage = Words.ReceiveMaximumSize)]
    [ValidateRange(1024, 256 << 20)]
    public int MaximumSize { get; set; } = Batches.BatchWire.LongestBatch;

    [Parameter(HelpMessage = Words.ReceiveCount)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = int.MaxValue;

    [Parameter(HelpMessage = Words.ReceiveTimeout)]
    [SpanTransform]
    public TimeSpan? Timeout { get; set; }

    protected override void ProcessRecord()
    {
        _receiver = OrEnd(() => ReceiverProcess.Start(Arguments(), SessionState.Path.CurrentFileSystemLocation.ProviderPath));
        for (int given = 0; given < Count && Next() is { } told;)
        {
            switch (told)
            {
                case LogBatch batch:
                    WriteObject(batch);
                    given++;
                    break;
                case ReceiveAlarm alarm:
                    WriteWarning(alarm.ToString());
                    break;
                default:
                    WriteVerbose(told.ToString());
                    break;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        _receiver?.Dispose();
        base.Dispose(disposing);
    }

    private object? Next()
    {
        try
        {
            return _receiver!.NextAsync(Timeout, Clock, Stop).GetAwaiter().GetResult();
        }
        catch (LogStatsException fault)
        {
            End(fault);
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private List<string> Arguments()
    {
        List<string> arguments = ["receive", "--json", "--while-input", "--directory", FilePaths.Full(this, Directory), "--prefix", Prefix,
            "--window", Span(Window), "--grace", Span(Grace), "--by", By == PartitionBy.Time ? "time" : "arrival",
            "--limit-batch", MaximumSize.ToString(CultureInfo.InvariantCulture)];
        foreach (string uri in Uri)
        {
            arguments.AddRange(["--listen", uri]);
        }

        foreach (string host in AllowHost ?? [])
        {
            arguments.AddRange(["--upload", host]);
        }

        Add(arguments, "--tokens", TokenFile);
        Add(arguments, "--certificate", Certificate);
        Add(arguments, "--key", CertificateKey);
        Add(arguments, "--client-ca", ClientCa);
        Add(arguments, "--state", StatePath);
        if (AllowUnencrypted)
        {
            arguments.Add("--allow-unencrypted");
        }

        if (BeginAnew)
        {
            arguments.Add("--begin-anew");
        }

        return arguments;
    }

    private void Add(List<string> arguments, string option, string? path)
    {
        if (path is not null)
        {
            arguments.AddRange([option, FilePaths.Full(this, path)]);
        }
    }

    private static string Span(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMilliseconds}ms");
}
