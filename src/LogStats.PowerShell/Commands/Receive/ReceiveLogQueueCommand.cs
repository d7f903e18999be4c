using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Retry;

namespace LogStats.PowerShell.Commands;

/// <summary>Takes messages from a queue of RabbitMQ and gives what stands in them; a message is acknowledged after that.</summary>
[Cmdlet(VerbsCommunications.Receive, "LogQueue")]
[OutputType(typeof(IRow), typeof(PSObject))]
public sealed class ReceiveLogQueueCommand : LogStatsCommand, IRabbitMqPlace
{
    private readonly SeenMessages _seen = new();
    private IMessageSource? _source;
    private RejectedMessages? _rejected;
    private int _kept;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.QueueName)]
    [ValidateNotNullOrEmpty]
    public string Queue { get; set; } = "";

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

    [Parameter(HelpMessage = Words.QueueCount)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = int.MaxValue;

    [Parameter(HelpMessage = Words.QueueTimeout)]
    [SpanTransform]
    public TimeSpan? Timeout { get; set; }

    [Parameter(HelpMessage = Words.QueuePrefetch)]
    [ValidateRange(1, 65535)]
    public int Prefetch { get; set; } = 10;

    [Parameter(HelpMessage = Words.QueueUnique)]
    public SwitchParameter Unique { get; set; }

    [Parameter(HelpMessage = Words.QueueRejectPath)]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    [Parameter(HelpMessage = Words.QueueDeadLetter)]
    public SwitchParameter DeadLetter { get; set; }

    [Parameter(HelpMessage = Words.MaxRetry)]
    [ValidateRange(0, 1000)]
    public int MaxRetry { get; set; } = 4;

    [Parameter(HelpMessage = Words.RetryInterval)]
    [SpanTransform]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    protected override void ProcessRecord()
    {
        _rejected = RejectPath is null ? null : new RejectedMessages(OrEnd(() => FilePaths.Full(this, RejectPath)));
        _source = OrEnd(Open);
        OrEnd(_source.PrepareAsync(Stop));
        for (int taken = 0; taken < Count && Next() is { } message; taken++)
        {
            Give(message);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_source is not null)
        {
            // What was given and not acknowledged goes back to the queue with the connection.
            _source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        _rejected?.Dispose();
        base.Dispose(disposing);
    }

    private QueueMessage? Next()
    {
        try
        {
            return _source!.NextAsync(Timeout, Stop).AsTask().GetAwaiter().GetResult();
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

    private void Give(QueueMessage message)
    {
        if (Unique && !_seen.IsNew(message.Id))
        {
            WriteVerbose($"{Name(message)} came again and is left out.");
            OrEnd(_source!.AcceptAsync(message));
            return;
        }

        IReadOnlyList<object?> rows;
        try
        {
            rows = ReceivedRows.Read(message);
        }
        catch (JsonException error)
        {
            Refuse(message, error.Message);
            return;
        }

        // An object that the pipeline does not take, or a stop, leaves from here: the message stays unacknowledged.
        foreach (object? row in rows)
        {
            WriteObject(row);
        }

        OrEnd(_source!.AcceptAsync(message));
    }

    /// <summary>What cannot be read is never given again and again, and never lost without a word.</summary>
    private void Refuse(QueueMessage message, string reason)
    {
        if (_rejected is not null)
        {
            OrEnd(() => _rejected.Keep(message, reason));
        }

        if (_rejected is not null || DeadLetter)
        {
            OrEnd(_source!.RejectAsync(message));
            Report(Fail.MessageUnreadable(_source.Shown, Name(message), reason, _rejected is not null
                ? $"It stands in '{RejectPath}' and has left the queue." : "The queue gave it to its dead letter exchange, if it has one."), message.Id);
            return;
        }

        LogStatsException fault = Fail.MessageUnreadable(_source!.Shown, Name(message), reason,
            "It goes back into the queue when this command ends. Give -RejectPath to have such messages written to a file and taken out, or -DeadLetter.");
        if (++_kept >= Prefetch)
        {
            End(fault); // No more would come: all that may be under way are such.
        }

        Report(fault, message.Id);
    }

    private static string Name(QueueMessage message) => message.Id is { } id ? $"The message '{Scan.LineText.Show(id)}'" : "A message without an id";

    // A method of its own: what it names is found only once the module has been imported.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private IMessageSource Open() => RabbitMqMessages.Open(new RabbitMqSourceOptions
    {
        Server = RabbitMqFront.Server(this, this),
        Queue = Queue,
        Prefetch = (ushort)Math.Min(Prefetch, Count),
        Retry = new RetryOptions { Tries = MaxRetry + 1, FirstWait = RetryInterval, Clock = Clock },
    });
}
