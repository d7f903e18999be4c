using System.Threading.Channels;
using LogStats.Faults;
using LogStats.Sinks.Retry;
using Polly;
using RabbitMQ.Client;

namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// The messages of one queue. Several may take from the same queue: each message goes to one of them, and to another one if the
/// first leaves before it has said what became of it.
/// </summary>
public sealed class RabbitMqMessages : IMessageSource
{
    private readonly RabbitMqSourceOptions _options;
    private readonly RabbitMqServer _server;
    private readonly ResiliencePipeline _tries;
    private RabbitMqLine? _line;
    private ChannelReader<QueueMessage>? _waiting;
    private int _connections;

    private RabbitMqMessages(RabbitMqSourceOptions options)
    {
        _options = options;
        _server = new RabbitMqServer(options.Server);
        _tries = Attempts.Of(options.Retry);
    }

    /// <inheritdoc/>
    public string Shown => _server.Shown;

    /// <summary>Checks the options. The broker is asked in <see cref="PrepareAsync"/>.</summary>
    /// <exception cref="LogStatsException">They do not go together.</exception>
    public static RabbitMqMessages Open(RabbitMqSourceOptions options) => new(options);

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
        => await _tries.ExecuteAsync(static (source, stop) => source.ConsumeAsync(stop), this, stop).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<QueueMessage?> NextAsync(TimeSpan? longest, CancellationToken stop)
    {
        while (true)
        {
            if (_waiting is null)
            {
                await PrepareAsync(stop).ConfigureAwait(false);
            }

            try
            {
                Task<QueueMessage> next = _waiting!.ReadAsync(stop).AsTask();
                return await (longest is { } span ? next.WaitAsync(span, _server.Options.Clock, stop) : next).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // A message that comes all the same is not told of, so the queue gives it to the next who asks.
                await LeaveAsync().ConfigureAwait(false);
                return null;
            }
            catch (ChannelClosedException end)
            {
                await LeaveAsync().ConfigureAwait(false);
                if (end.InnerException is LogStatsException { MayPass: false } fault)
                {
                    throw fault;
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask AcceptAsync(QueueMessage message) => TellAsync(message, static (channel, number) => channel.BasicAckAsync(number, multiple: false));

    /// <inheritdoc/>
    public ValueTask RejectAsync(QueueMessage message) => TellAsync(message, static (channel, number) => channel.BasicRejectAsync(number, requeue: false));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => LeaveAsync();

    private async ValueTask ConsumeAsync(CancellationToken stop)
    {
        await LeaveAsync().ConfigureAwait(false);
        RabbitMqLine line = await RabbitMqLine.OpenAsync(_server, () => new PublishWindow(1, _server.Options.Clock), stop).ConfigureAwait(false);
        try
        {
            Channel<QueueMessage> given = Channel.CreateUnbounded<QueueMessage>(new UnboundedChannelOptions { SingleReader = true });
            line.Channel.ChannelShutdownAsync += (_, said) =>
            {
                _ = given.Writer.TryComplete(said.Initiator == ShutdownInitiator.Peer ? RabbitMqFaults.Of(_server, said.ReplyCode, said.ReplyText) : null);
                return Task.CompletedTask;
            };
            await line.Channel.BasicQosAsync(0, _options.Prefetch, global: false, stop).ConfigureAwait(false);
            _ = await line.Channel.BasicConsumeAsync(_options.Queue, autoAck: false,
                new Consumer(line.Channel, given.Writer, _connections + 1, () => Fail.QueueMissing(Shown, "queue", _options.Queue)), stop).ConfigureAwait(false);
            (_line, _waiting, _connections) = (line, given.Reader, _connections + 1);
        }
        catch (Exception error)
        {
            await line.DisposeAsync().ConfigureAwait(false);
            if (!RabbitMqFaults.IsOfTheLine(error) || stop.IsCancellationRequested)
            {
                throw;
            }

            throw RabbitMqFaults.Reason(error) is { ReplyCode: RabbitMqFaults.NotFound } no && !RabbitMqFaults.IsComingUp(no.ReplyText)
                ? Fail.QueueMissing(Shown, "queue", _options.Queue) : RabbitMqFaults.Of(_server, error);
        }
    }

    private async ValueTask TellAsync(QueueMessage message, Func<IChannel, ulong, ValueTask> word)
    {
        if (_line is not { IsOpen: true } line || message.Connection != _connections)
        {
            return;
        }

        try
        {
            await word(line.Channel, message.Number).ConfigureAwait(false);
        }
        catch (Exception error) when (RabbitMqFaults.IsOfTheLine(error))
        {
            // The queue never hears of it and gives it out again.
        }
    }

    private async ValueTask LeaveAsync()
    {
        (RabbitMqLine? line, _line, _waiting) = (_line, null, null);
        if (line is not null)
        {
            await line.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class Consumer(IChannel channel, ChannelWriter<QueueMessage> given, int connection, Func<LogStatsException> gone)
        : AsyncDefaultBasicConsumer(channel)
    {
        public override Task HandleBasicDeliverAsync(string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
            IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
        {
            // The body's memory is the connection's own and used again.
            _ = given.TryWrite(new QueueMessage
            {
                Id = properties.MessageId,
                Type = properties.Type,
                Redelivered = redelivered,
                Body = body.ToArray(),
                Number = deliveryTag,
                Connection = connection,
            });
            return Task.CompletedTask;
        }

        public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
        {
            _ = given.TryComplete(gone());
            return Task.CompletedTask;
        }
    }
}
