using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using LogStats.Faults;
using LogStats.Servers.Tests.PostgreSql;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using RabbitMQ.Client;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>Messages out of a real queue, and what becomes of those that nobody acknowledged.</summary>
[Collection("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqMessagesTests(RabbitMqFixture fixture)
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    [NeedsRabbitMqFact]
    public async Task Two_workers_share_a_queue_and_each_message_goes_to_one()
    {
        string queue = await FilledAsync(20);
        await using RabbitMqMessages one = Open(queue);
        await using RabbitMqMessages two = Open(queue);
        List<int> first = [];
        List<int> second = [];
        for (int round = 0; round < 10; round++)
        {
            first.AddRange(await TakeAsync(one));
            second.AddRange(await TakeAsync(two));
        }

        Assert.Equal(100, first.Count);
        Assert.Equal(Enumerable.Range(0, 200), first.Concat(second).Order());
        Assert.Empty(await Taken.AllAsync(_broker, queue));
    }

    [NeedsRabbitMqFact]
    public async Task What_was_not_acknowledged_comes_again_with_the_same_name()
    {
        string queue = await FilledAsync(3);
        string? id;
        await using (RabbitMqMessages stopped = Open(queue))
        {
            _ = await TakeAsync(stopped);
            QueueMessage? message = await stopped.NextAsync(null, default);
            id = message?.Id;
            Assert.False(message?.Redelivered);
        }

        await using RabbitMqMessages next = Open(queue);
        QueueMessage again = (await next.NextAsync(null, default))!;
        Assert.Equal((id, true, "sample"), (again.Id, again.Redelivered, again.Type));
        await next.AcceptAsync(again);
        Assert.Equal(Enumerable.Range(20, 10), await TakeAsync(next));
        Assert.Null(await next.NextAsync(TimeSpan.FromMilliseconds(1), default));
    }

    [NeedsRabbitMqFact]
    public async Task A_connection_that_breaks_is_made_anew_and_what_is_told_too_late_counts_for_nothing()
    {
        string queue = await FilledAsync(2);
        await using CutProxy proxy = new(_broker.Port);
        await using RabbitMqMessages source = Open(queue, proxy.Port);
        QueueMessage first = (await source.NextAsync(null, default))!;
        await source.AcceptAsync(first);
        QueueMessage second = (await source.NextAsync(null, default))!;
        proxy.Arm(CutProxy.Cut.Question);
        await source.AcceptAsync(second);
        QueueMessage again = (await source.NextAsync(null, default))!;
        Assert.Equal((second.Id, true), (again.Id, again.Redelivered));
        await source.AcceptAsync(second);
        await source.AcceptAsync(again);
    }

    [NeedsRabbitMqFact]
    public async Task A_message_that_is_rejected_goes_to_the_dead_letters()
    {
        (string queue, string dead) = (_broker.Queue(), _broker.Queue());
        await Taken.AskAsync(_broker, async channel =>
        {
            await channel.QueueDeclareAsync(dead, true, false, false);
            await channel.QueueDeclareAsync(queue, true, false, false,
                new Dictionary<string, object?> { ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = dead });
            await channel.BasicPublishAsync("", queue, Encoding.UTF8.GetBytes("[1]"));
            return 0;
        });
        await using (RabbitMqMessages source = Open(queue))
        {
            await source.RejectAsync((await source.NextAsync(null, default))!);
        }

        Assert.Equal(1, Assert.Single(await Taken.AllAsync(_broker, dead)).Rows[0].GetInt32());
    }

    [NeedsRabbitMqFact]
    public async Task A_queue_that_is_not_there_or_goes_is_an_error()
    {
        await using RabbitMqMessages none = Open("no-such-queue");
        Assert.Equal(FaultId.TableMissing, (await Assert.ThrowsAsync<LogStatsException>(() => none.PrepareAsync(default).AsTask())).Id);
        string queue = await FilledAsync(1);
        await using RabbitMqMessages source = Open(queue);
        _ = await TakeAsync(source);
        _ = await Taken.DeleteAsync(_broker, queue);
        Assert.Equal(FaultId.TableMissing, (await Assert.ThrowsAsync<LogStatsException>(() => source.NextAsync(null, default).AsTask())).Id);
    }

    [NeedsRabbitMqFact]
    public async Task A_stop_ends_the_waiting()
    {
        string queue = await FilledAsync(1);
        await using RabbitMqMessages source = Open(queue);
        _ = await TakeAsync(source);
        using CancellationTokenSource stop = new();
        Task waiting = source.NextAsync(null, stop.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private RabbitMqMessages Open(string queue, int? port = null)
        => RabbitMqMessages.Open(new RabbitMqSourceOptions { Server = _broker.Options with { Port = port ?? _broker.Port }, Queue = queue, Prefetch = 1 });

    private static async Task<int[]> TakeAsync(RabbitMqMessages source)
    {
        QueueMessage message = (await source.NextAsync(null, default))!;
        int[] rows = [.. JsonDocument.Parse(message.Body).RootElement.EnumerateArray().Select(static row => row.GetProperty("Number").GetInt32())];
        await source.AcceptAsync(message);
        return rows;
    }

    private async Task<string> FilledAsync(int messages)
    {
        string queue = _broker.Queue();
        await using RabbitMqSink sink = RabbitMqSink.Open(new RabbitMqSinkOptions { Server = _broker.Options, Queue = queue, MessageRows = 10 });
        await sink.PrepareAsync(default);
        Assert.Equal(messages * 10, (await sink.WriteAsync(RabbitMqSinkTests.Samples(0, messages * 10), default)).Stored);
        return queue;
    }
}
