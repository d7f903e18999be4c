using LogStats.Faults;
using RabbitMQ.Client;

namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// Sees to it that exchange and queue are there and lead to each other. Each question has a channel of its own, because a
/// broker closes the one on which it says no.
/// </summary>
internal sealed class QueueSetup(RabbitMqServer server, RabbitMqSinkOptions options)
{
    /// <summary>Asks for them; says whether the queue was not there and was made.</summary>
    /// <exception cref="LogStatsException">They are not there, or not as they were asked for.</exception>
    public async Task<bool> RunAsync(RabbitMqLine line, CancellationToken stop)
    {
        if (options.NoDeclare)
        {
            return false;
        }

        if (options.Exchange.Length > 0 && !await IsThereAsync(line, channel => channel.ExchangeDeclarePassiveAsync(options.Exchange, stop), stop).ConfigureAwait(false))
        {
            throw Fail.QueueMissing(server.Shown, "exchange", options.Exchange);
        }

        if (options.Queue is not { } queue)
        {
            return false;
        }

        bool isThere = await IsThereAsync(line, channel => channel.QueueDeclarePassiveAsync(queue, stop), stop).ConfigureAwait(false);
        if (options.QueueOptions is { Passive: true })
        {
            return isThere ? false : throw Fail.QueueMissing(server.Shown, "queue", queue);
        }

        if (!isThere || options.QueueOptions is not null)
        {
            await DeclareAsync(line, queue, options.QueueOptions ?? new QueueOptions(), stop).ConfigureAwait(false);
        }

        if (options.Exchange.Length > 0)
        {
            await AskAsync(line, channel => channel.QueueBindAsync(queue, options.Exchange, options.RoutingKey ?? queue, cancellationToken: stop), stop).ConfigureAwait(false);
        }

        return !isThere;
    }

    private async Task DeclareAsync(RabbitMqLine line, string queue, QueueOptions asked, CancellationToken stop)
    {
        try
        {
            await AskAsync(line, channel => channel.QueueDeclareAsync(queue, asked.Durable, exclusive: false, asked.AutoDelete,
                asked.Arguments.ToDictionary(), cancellationToken: stop), stop).ConfigureAwait(false);
        }
        catch (LogStatsException no) when (RabbitMqFaults.Difference(no) is { } difference)
        {
            throw Fail.QueueMismatch(server.Shown, queue, difference, no);
        }
    }

    private async Task<bool> IsThereAsync(RabbitMqLine line, Func<IChannel, Task> question, CancellationToken stop)
    {
        try
        {
            await AskAsync(line, question, stop).ConfigureAwait(false);
            return true;
        }
        catch (LogStatsException no) when (RabbitMqFaults.Reason(no) is { ReplyCode: RabbitMqFaults.NotFound } reason
            && !RabbitMqFaults.IsComingUp(reason.ReplyText))
        {
            return false;
        }
    }

    private async Task AskAsync(RabbitMqLine line, Func<IChannel, Task> question, CancellationToken stop)
    {
        try
        {
            // Left as it is after a fault: it goes with the connection, and its farewell would be waited for as long as the answer.
            IChannel channel = await line.AsideAsync(stop).ConfigureAwait(false);
            await question(channel).ConfigureAwait(false);
            await channel.CloseAsync(stop).ConfigureAwait(false);
            await channel.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (RabbitMqFaults.IsOfTheLine(error) && !stop.IsCancellationRequested)
        {
            throw RabbitMqFaults.Of(server, error);
        }
    }
}
