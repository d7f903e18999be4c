using System.Collections.Concurrent;
using System.Management.Automation;
using System.Net;
using System.Security;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;

namespace LogStats.PowerShell.Commands;

/// <summary>Stores records and summaries as points of InfluxDB; a record that is sent again is the same point.</summary>
[Cmdlet(VerbsData.Export, "LogInfluxDb", SupportsShouldProcess = true, DefaultParameterSetName = InDatabase)]
[OutputType(typeof(IRow))]
public sealed class ExportLogInfluxDbCommand : SinkCommand
{
    private const string InDatabase = "Database";
    private const string InBucket = "Bucket";

    // The sink tells from its own threads; warnings can be written from the pipeline's alone.
    private readonly ConcurrentQueue<string> _notes = [];

    [Parameter(Position = 0, HelpMessage = Words.InfluxUri)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    [Parameter(Position = 1, ParameterSetName = InDatabase, HelpMessage = Words.InfluxDatabase)]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InBucket, HelpMessage = Words.InfluxBucket)]
    [ValidateNotNullOrEmpty]
    public string? Bucket { get; set; }

    [Parameter(ParameterSetName = InBucket, HelpMessage = Words.InfluxOrganization)]
    [ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    [Parameter(ParameterSetName = InBucket, HelpMessage = Words.InfluxToken)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    [Parameter(ParameterSetName = InDatabase, HelpMessage = Words.InfluxRetentionPolicy)]
    [ValidateNotNullOrEmpty]
    public string? RetentionPolicy { get; set; }

    [Parameter(ParameterSetName = InDatabase, HelpMessage = Words.InfluxCredential)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    [Parameter(HelpMessage = Words.InfluxMeasurement)]
    [ValidateNotNullOrEmpty]
    public string? Measurement { get; set; }

    [Parameter(HelpMessage = Words.InfluxTag)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [AllowEmptyCollection]
    public string[]? Tag { get; set; }

    [Parameter(HelpMessage = Words.InfluxField)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Field { get; set; }

    [Parameter(HelpMessage = Words.InfluxPrecision)]
    public LogTimePrecision Precision { get; set; }

    [Parameter(HelpMessage = Words.InfluxSchema)]
    public RowSchema Schema { get; set; }

    [Parameter(HelpMessage = Words.CertificatePin)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePin { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Warn();
    }

    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        Warn();
    }

    protected override void EndProcessing()
    {
        base.EndProcessing();
        Warn();
    }

    private protected override string Target() => Options(null).ToString();

    private protected override ISink Open(string target, IRefusedRows refused)
    {
        _notes.Clear(); // The target was asked for its name before: what it said then it says again.
        return InfluxSink.Open(Options(refused));
    }

    private InfluxSinkOptions Options(IRefusedRows? refused) => InfluxEnvironment.Complete(new InfluxSinkOptions
    {
        Server = Uri,
        Database = Database,
        Bucket = Bucket,
        Organization = Organization,
        RetentionPolicy = RetentionPolicy,
        Token = Token is null ? null : new NetworkCredential("", Token).Password,
        User = Credential?.UserName,
        Password = Credential?.GetNetworkCredential().Password,
        Measurement = Measurement,
        Tags = Tag,
        Fields = Field,
        Precision = Enum.Parse<InfluxPrecision>(Precision.ToString()),
        Schema = Schema,
        CertificatePin = CertificatePin,
        Refused = refused,
        Note = _notes.Enqueue,
        Clock = Clock,
    }, Environment.GetEnvironmentVariable);

    private void Warn()
    {
        while (_notes.TryDequeue(out string? note))
        {
            WriteWarning(note);
        }
    }
}
