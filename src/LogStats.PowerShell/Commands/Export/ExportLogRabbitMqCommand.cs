using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;

namespace LogStats.PowerShell.Commands;

/// <summary>Publishes records and summaries as messages of RabbitMQ, JSON arrays that the broker confirms.</summary>
[Cmdlet(VerbsData.Export, "LogRabbitMq", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogRabbitMqCommand : SinkCommand, IRabbitMqPlace
{
    // The sink tells from its own threads; warnings can be written from the pipeline's alone.
    private readonly ConcurrentQueue<string> _notes = [];

    /// <summary>A batch is one message here.</summary>
    public ExportLogRabbitMqCommand() => BatchSize = RabbitMqSinkOptions.UsualMessageRows;

    [Parameter(Position = 0, HelpMessage = Words.RabbitMqQueue)]
    [ValidateNotNullOrEmpty]
    public string? Queue { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqServer)]
    [ValidateNotNullOrEmpty]
    public string ComputerName { get; set; } = "localhost";

    [Parameter(HelpMessage = Words.RabbitMqPort)]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqCredential)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqUseTls)]
    public SwitchParameter UseTls { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqRoot)]
    [ValidateNotNullOrEmpty]
    public string? RootCertificate { get; set; }

    [Parameter(HelpMessage = Words.CertificatePin)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePin { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqClientCertificate)]
    [ValidateNotNullOrEmpty]
    public string? ClientCertificate { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqConnectTimeout)]
    [SpanTransform]
    public TimeSpan? ConnectTimeout { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqVirtualHost)]
    [ValidateNotNullOrEmpty]
    public string VirtualHost { get; set; } = "/";

    [Parameter(HelpMessage = Words.RabbitMqExchange)]
    [AllowEmptyString]
    public string Exchange { get; set; } = "";

    [Parameter(HelpMessage = Words.RabbitMqRoutingKey)]
    [AllowEmptyString]
    public string? RoutingKey { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqQueueOption)]
    [ValidateNotNull]
    public Hashtable QueueOption { get; set; } = [];

    [Parameter(HelpMessage = Words.RabbitMqNoDeclare)]
    public SwitchParameter NoDeclare { get; set; }

    [Parameter(HelpMessage = Words.RabbitMqPersistent)]
    public SwitchParameter Persistent { get; set; }

    /// <summary>The sink says how many messages.</summary>
    private protected override int? RowsAtOnce => null;

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

    private protected override string Target() => RabbitMqFront.Server(this, this).ToString();

    private protected override ISink Open(string target, IRefusedRows refused) => RabbitMqSink.Open(new RabbitMqSinkOptions
    {
        Server = RabbitMqFront.Server(this, this),
        Exchange = Exchange,
        RoutingKey = RoutingKey,
        Queue = Queue,
        QueueOptions = QueueOptions.Of(QueueOption.Cast<DictionaryEntry>().Select(static option => KeyValuePair.Create($"{option.Key}", Bare(option.Value)))),
        NoDeclare = NoDeclare,
        Persistent = Persistent,
        MessageRows = BatchSize,
        Note = _notes.Enqueue,
    });

    private static object? Bare(object? value) => value is PSObject item ? item.BaseObject : value;

    private void Warn()
    {
        while (_notes.TryDequeue(out string? note))
        {
            WriteWarning(note);
        }
    }
}
