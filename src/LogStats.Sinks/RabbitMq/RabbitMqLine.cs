using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LogStats.Sinks.RabbitMq;

/// <summary>One connection with one channel on which messages are published and confirmed.</summary>
internal sealed class RabbitMqLine : IAsyncDisposable
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RabbitMqLine(IConnection connection, IChannel channel, PublishWindow window)
    {
        _connection = connection;
        _channel = channel;
        Window = window;
    }

    public PublishWindow Window { get; private set; }

    public IChannel Channel => _channel;

    public bool IsOpen => _channel.IsOpen && _connection.IsOpen;

    /// <summary>Why the broker takes nothing at present, such as a full disk; null while it does.</summary>
    public string? BlockedBecause { get; private set; }

    /// <summary>Why channel or connection ended; null while they are there.</summary>
    public ShutdownEventArgs? Ended { get; private set; }

    /// <exception cref="Faults.LogStatsException">The broker cannot be reached, or lets nobody in.</exception>
    public static async Task<RabbitMqLine> OpenAsync(RabbitMqServer server, Func<PublishWindow> window, CancellationToken stop)
    {
        IConnection connection = await server.ConnectAsync(stop).ConfigureAwait(false);
        try
        {
            // The library's own tracking of confirms would write a header of its own into every message.
            IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false), stop).ConfigureAwait(false);
            RabbitMqLine line = new(connection, channel, window());
            line.Listen();
            return line;
        }
        catch (Exception error)
        {
            await EndAsync(connection).ConfigureAwait(false);
            if (!RabbitMqFaults.IsOfTheLine(error) || stop.IsCancellationRequested)
            {
                throw;
            }

            throw RabbitMqFaults.Of(server, error); // A virtual host is refused only now.
        }
    }

    /// <summary>Another channel, for questions: a no closes the channel that asked.</summary>
    public Task<IChannel> AsideAsync(CancellationToken stop) => _connection.CreateChannelAsync(cancellationToken: stop);

    public async ValueTask DisposeAsync()
    {
        // Not while the broker is blocked: it would not hear of it.
        if (IsOpen && BlockedBecause is null)
        {
            try
            {
                await _connection.CloseAsync(s_farewell).ConfigureAwait(false);
            }
            catch (Exception error) when (RabbitMqFaults.IsOfTheLine(error))
            {
                // It was over already.
            }
        }

        await EndAsync(_connection).ConfigureAwait(false);
    }

    private static async Task EndAsync(IConnection connection)
    {
        try
        {
            await connection.AbortAsync(TimeSpan.FromMilliseconds(1)).ConfigureAwait(false);
        }
        catch (Exception error) when (RabbitMqFaults.IsOfTheLine(error))
        {
            // It was over already.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private void Listen()
    {
        _channel.BasicAcksAsync += (_, said) => Done(() => Window.Ack(said.DeliveryTag, said.Multiple));
        _channel.BasicNacksAsync += (_, said) => Done(() => Window.Nack(said.DeliveryTag, said.Multiple));
        _channel.BasicReturnAsync += (_, said) => Done(() => Window.Return(said.BasicProperties.MessageId, $"{said.ReplyCode}: {said.ReplyText}"));
        _channel.ChannelShutdownAsync += (_, said) => Done(() => End(said));
        _connection.ConnectionShutdownAsync += (_, said) => Done(() => End(said));
        _connection.ConnectionBlockedAsync += (_, said) => Done(() => BlockedBecause = said.Reason);
        _connection.ConnectionUnblockedAsync += (_, _) => Done(() => BlockedBecause = null);
    }

    private void End(ShutdownEventArgs said)
    {
        Ended ??= said;
        Window.Close();
    }

    private static Task Done(Action step)
    {
        step();
        return Task.CompletedTask;
    }
}
