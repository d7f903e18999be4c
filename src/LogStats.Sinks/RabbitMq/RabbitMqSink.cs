using System.Collections.Concurrent;
using LogStats.Faults;
using LogStats.Sinks.Json;
using RabbitMQ.Client;

namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// Publishes rows as JSON arrays, so many a message. A batch is answered once the broker has confirmed every message of it, and
/// each has found a queue. Messages that were not confirmed are sent again, with the same names, when the batch is given again;
/// a message whose confirm got lost is there twice then, and its name tells. One sink is for one caller at a time.
/// </summary>
public sealed class RabbitMqSink : ISink
{
    private const int RowsUnderWay = RabbitMqSinkOptions.UsualMessageRows * RabbitMqSinkOptions.UsualOutstanding;

    private readonly RabbitMqSinkOptions _options;
    private readonly RabbitMqServer _server;
    private readonly QueueSetup _setup;
    private readonly JsonMessages _messages;
    private readonly ConcurrentDictionary<(int First, string Id), bool> _confirmed = [];
    private RabbitMqLine? _line;
    private long _rows;
    private long _sent;
    private bool _wasThere;

    private RabbitMqSink(RabbitMqSinkOptions options)
    {
        _options = options;
        _server = new RabbitMqServer(options.Server);
        _setup = new QueueSetup(_server, options);
        _messages = new JsonMessages(options.MessageRows);
    }

    private string RoutingKey => _options.RoutingKey ?? _options.Queue ?? "";

    /// <summary>Checks the options. The broker is asked in <see cref="PrepareAsync"/>.</summary>
    /// <exception cref="LogStatsException">They do not go together.</exception>
    public static RabbitMqSink Open(RabbitMqSinkOptions options)
    {
        if (options.Exchange.Length == 0 && string.IsNullOrEmpty(options.Queue))
        {
            throw Fail.Value("the place in RabbitMQ", "nothing", "a queue, or an exchange");
        }

        if (options.Exchange.Length == 0 && options.RoutingKey is { } key && key != options.Queue)
        {
            throw Fail.Value("the routing key", key, "the name of the queue: the default exchange leads to no other. Name the exchange");
        }

        return new RabbitMqSink(options);
    }

    /// <summary>Whole messages, and enough of them that the broker always has some to confirm; as many rows, whatever a message has.</summary>
    public int RowsAtOnce => _options.MessageRows * Math.Max(1, RowsUnderWay / _options.MessageRows);

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop) => _ = await LineAsync(stop).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        for (bool again = false; ; again = true)
        {
            RabbitMqLine line = await LineAsync(stop).ConfigureAwait(false);
            bool done = false;
            try
            {
                LogStatsException? fault = await PublishAsync(line, batch, stop).ConfigureAwait(false);
                done = fault is null || (line.Window.IsIdle && line.Window.Returned == 0);
                if (fault is null)
                {
                    break;
                }

                // Queue or exchange may have gone: that is looked at once more, and what is missing is made.
                if (again || _options.NoDeclare || (line.Window.Returned == 0 && line.Ended?.ReplyCode != RabbitMqFaults.NotFound))
                {
                    throw fault;
                }
            }
            finally
            {
                if (!done)
                {
                    await LeaveAsync().ConfigureAwait(false);
                }
            }
        }

        _rows = _options.BatchesStandAlone ? 0 : _rows + batch.Count;
        _confirmed.Clear();
        return new SinkAnswer(batch.Count, 0);
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await LeaveAsync().ConfigureAwait(false);

    private async ValueTask<RabbitMqLine> LineAsync(CancellationToken stop)
    {
        if (_line is { IsOpen: true })
        {
            return _line;
        }

        await LeaveAsync().ConfigureAwait(false);
        RabbitMqLine line = await RabbitMqLine.OpenAsync(_server, Window, stop).ConfigureAwait(false);
        try
        {
            bool made = await _setup.RunAsync(line, stop).ConfigureAwait(false);
            if (made && _wasThere)
            {
                // What it held went with it: all of this batch is sent again, and of earlier ones somebody has to know.
                _confirmed.Clear();
                _options.Note?.Invoke($"The queue '{_options.Queue}' in '{_server.Shown}' was gone and was made anew. Whatever it still held of {_sent:N0} messages that were confirmed before is lost with it.");
            }

            _wasThere = true;
            return _line = line;
        }
        catch
        {
            await line.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private PublishWindow Window() => new(_options.Outstanding, _server.Options.Clock)
    {
        Confirmed = message =>
        {
            _ = Interlocked.Increment(ref _sent);
            _confirmed[(message.First, message.Id)] = true;
        },
    };

    /// <summary>Sends what is not confirmed yet and waits for the broker's word on each; null if it has taken all.</summary>
    private async Task<LogStatsException?> PublishAsync(RabbitMqLine line, IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        TimeSpan longest = _server.Options.Timeout;
        try
        {
            line.Window.Begin();
            for (int next = 0; next < batch.Count && !line.Window.IsClosed;)
            {
                // Messages end where they would have ended without batches, so that another run cuts at the same rows.
                JsonMessage message = _messages.Of(batch, next, Math.Min(batch.Count - next, _options.MessageRows - (int)((_rows + next) % _options.MessageRows)));
                next += message.Count;
                if (_confirmed.ContainsKey((message.First, message.Id)))
                {
                    continue;
                }

                await line.Window.RoomAsync(longest, stop).ConfigureAwait(false);
                line.Window.Add(new SentMessage(message.Id, message.First));
                ValueTask sending = line.Channel.BasicPublishAsync(_options.Exchange, RoutingKey, mandatory: true, Properties(batch, message), message.Body, stop);
                if (!sending.IsCompletedSuccessfully)
                {
                    await sending.AsTask().WaitAsync(longest, _server.Options.Clock, stop).ConfigureAwait(false);
                }
            }

            await line.Window.DrainAsync(longest, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Fail.SinkTimeout(_server.Shown, line.BlockedBecause is { } reason
                ? $"it takes nothing at present, because of {reason}" : $"it confirmed nothing within {longest.TotalSeconds:0.#} s",
                "See to the broker (rabbitmqctl status shows alarms), then run it again; a message that is sent again has the same message_id.");
        }
        catch (Exception error) when (RabbitMqFaults.IsOfTheLine(error) && !stop.IsCancellationRequested)
        {
            return line.Ended is { } ended ? Fault(ended) : RabbitMqFaults.Of(_server, error);
        }

        return line.Window switch
        {
            { Returned: > 0 and var count } window => Fail.MessagesReturned(_server.Shown, _options.Exchange, RoutingKey, count, window.ReturnedBecause!),
            { Refused: > 0 and var count } => Fail.QueueFull(_server.Shown, RoutingKey, count),
            { IsClosed: true } => Fault(line.Ended!),
            _ => null,
        };
    }

    private LogStatsException Fault(RabbitMQ.Client.Events.ShutdownEventArgs ended) => ended.Initiator == ShutdownInitiator.Peer
        ? RabbitMqFaults.Of(_server, ended.ReplyCode, ended.ReplyText)
        : RabbitMqFaults.Of(_server, ended.Exception ?? new IOException(ended.ReplyText));

    private BasicProperties Properties(IReadOnlyList<IRow> batch, JsonMessage message) => new()
    {
        ContentType = "application/json",
        MessageId = message.Id,
        Type = Type(batch, message),
        AppId = "LogStats",
        DeliveryMode = _options.Persistent ? DeliveryModes.Persistent : DeliveryModes.Transient,
        Headers = new Dictionary<string, object?>(1) { ["count"] = message.Count },
    };

    /// <summary>What the rows are, where all are of one kind and written by their columns.</summary>
    private static string? Type(IReadOnlyList<IRow> batch, JsonMessage message)
    {
        RowMap map = batch[message.First].GetRowMap();
        for (int row = message.First; row < message.First + message.Count; row++)
        {
            if (batch[row] is IJsonDocument || !ReferenceEquals(batch[row].GetRowMap(), map))
            {
                return null;
            }
        }

        return map.Table;
    }

    private async ValueTask LeaveAsync()
    {
        if (_line is { } line)
        {
            _line = null;
            await line.DisposeAsync().ConfigureAwait(false);
        }
    }
}
