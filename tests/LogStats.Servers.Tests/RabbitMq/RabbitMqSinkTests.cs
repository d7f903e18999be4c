using System.Runtime.Versioning;
using System.Text.Json;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using RabbitMQ.Client;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>Rows into a real broker, and what stands in its queue afterwards.</summary>
[Collection("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqSinkTests(RabbitMqFixture fixture)
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    private RabbitMqSinkOptions Options(string queue) => new() { Server = _broker.Options, Queue = queue };

    internal static Sample[] Samples(int first, int count) => [.. Enumerable.Range(first, count).Select(static number => new Sample(number))];

    [NeedsRabbitMqFact]
    public async Task All_that_was_published_is_in_the_queue_row_by_row()
    {
        string queue = _broker.Queue();
        await GiveAsync(Options(queue), Samples(0, 1050));
        List<Taken> all = await Taken.AllAsync(_broker, queue);
        Assert.Equal([.. Enumerable.Repeat(100, 10), 50], all.Select(static message => message.Rows.Length));
        Assert.Equal(11, all.Select(static message => message.Id).Distinct().Count());
        Assert.All(all, static message =>
        {
            Assert.Equal(("application/json", "sample", DeliveryModes.Transient), (message.ContentType, message.Type, message.Mode));
            Assert.Equal(["count"], message.Headers.Keys);
            Assert.Equal(message.Rows.Length, message.Headers["count"]);
        });
        int number = 0;
        foreach (JsonElement row in all.SelectMany(static message => message.Rows))
        {
            Check(new Sample(number++), row);
        }

        Assert.Equal(1050, number);
    }

    [NeedsRabbitMqFact]
    public async Task Messages_end_at_the_same_rows_whatever_the_batches_and_have_the_same_names()
    {
        string queue = _broker.Queue();
        RabbitMqSinkOptions options = Options(queue) with { MessageRows = 40, Persistent = true };
        await GiveAsync(options, Samples(0, 400));
        await GiveAsync(options, Samples(0, 70), Samples(70, 130), Samples(200, 200));
        List<Taken> all = await Taken.AllAsync(_broker, queue);
        string?[] once = [.. all.Take(10).Select(static message => message.Id)];
        // A batch that ends within a message cuts it in two; the next message begins where it did.
        Assert.Equal([once[0], .. once[2..]], all.Skip(10).Select(static message => message.Id).Where(once.Contains));
        Assert.Equal(Enumerable.Range(0, 400), all.Skip(10).SelectMany(static message => message.Rows).Select(static row => row.GetProperty("Number").GetInt32()));
        Assert.All(all, static message => Assert.Equal(DeliveryModes.Persistent, message.Mode));
    }

    [NeedsRabbitMqFact]
    public async Task Batches_that_stand_alone_are_cut_alike_wherever_a_run_begins()
    {
        string queue = _broker.Queue();
        RabbitMqSinkOptions options = Options(queue) with { MessageRows = 40, BatchesStandAlone = true };
        await GiveAsync(options, Samples(0, 70), Samples(70, 100));
        await GiveAsync(options, Samples(70, 100));
        List<Taken> all = await Taken.AllAsync(_broker, queue);
        Assert.Equal([40, 30, 40, 40, 20, 40, 40, 20], all.Select(static message => message.Rows.Length));
        Assert.Equal(all[2..5].Select(static message => message.Id), all[5..].Select(static message => message.Id));
    }

    [NeedsRabbitMqFact]
    public async Task Rows_of_two_kinds_in_a_message_have_no_type()
    {
        string queue = _broker.Queue();
        await GiveAsync(Options(queue), [new Sample(1), new PlainRow("plain", 2)]);
        Assert.Null(Assert.Single(await Taken.AllAsync(_broker, queue)).Type);
    }

    [NeedsRabbitMqFact]
    public async Task A_queue_is_made_as_it_was_asked_for_and_bound_to_the_exchange()
    {
        (string queue, string exchange) = (_broker.Queue(), $"x-{_broker.Queue()}");
        await Taken.AskAsync(_broker, async channel =>
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: false, autoDelete: false);
            return 0;
        });
        RabbitMqSinkOptions options = Options(queue) with
        {
            Exchange = exchange, RoutingKey = "log.rsync",
            QueueOptions = QueueOptions.Of([new("queue-type", "quorum"), new("x-max-length", "5000"), new("durable", "True")]),
        };
        await GiveAsync(options, Samples(0, 10));
        await GiveAsync(options, Samples(10, 10));
        Assert.Equal(2, (await Taken.AllAsync(_broker, queue)).Count);
        await GiveAsync(Options(queue), Samples(20, 1));
        await GiveAsync(options with { QueueOptions = null, NoDeclare = true }, Samples(20, 1));
    }

    [NeedsRabbitMqTheory]
    [InlineData("durable", "no", "durable is true there, and false was asked for.")]
    [InlineData("x-max-length", "7", "x-max-length is not set there, and 7 was asked for.")]
    [InlineData("queue-type", "quorum", "x-queue-type is not set there, and quorum was asked for.")]
    public async Task A_queue_with_other_options_is_named_with_the_option(string option, string value, string expected)
    {
        string queue = _broker.Queue();
        await GiveAsync(Options(queue), Samples(0, 1));
        LogStatsException fault = await FaultAsync(Options(queue) with { QueueOptions = QueueOptions.Of([new(option, value)]) });
        Assert.Equal((FaultId.SchemaMismatch, false), (fault.Id, fault.MayPass));
        Assert.StartsWith($"The queue '{queue}' in", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [NeedsRabbitMqFact]
    public async Task A_queue_that_has_to_be_there_and_is_not_is_no_queue()
    {
        LogStatsException fault = await FaultAsync(Options("none") with { QueueOptions = QueueOptions.Of([new("passive", "yes")]) });
        Assert.Equal(FaultId.TableMissing, fault.Id);
        Assert.Contains("has no queue 'none'", fault.Message, StringComparison.Ordinal);
        fault = await FaultAsync(Options(_broker.Queue()) with { Exchange = "nowhere" });
        Assert.Equal(FaultId.TableMissing, fault.Id);
        Assert.Contains("has no exchange 'nowhere'", fault.Message, StringComparison.Ordinal);
    }

    [NeedsRabbitMqFact]
    public async Task What_no_queue_takes_is_an_error()
    {
        await using RabbitMqSink sink = RabbitMqSink.Open(new RabbitMqSinkOptions { Server = _broker.Options, Exchange = "amq.direct", RoutingKey = "to-nobody" });
        await sink.PrepareAsync(default);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.WriteAsync(Samples(0, 250), default).AsTask());
        Assert.Equal((FaultId.SinkRejected, false), (fault.Id, fault.MayPass));
        Assert.Contains("gave 3 messages back: the exchange 'amq.direct' leads the routing key 'to-nobody' to no queue (312: NO_ROUTE)", fault.Message, StringComparison.Ordinal);
        fault = await FaultAsync(Options(_broker.Queue()) with { NoDeclare = true });
        Assert.Contains("there is no queue", fault.Message, StringComparison.Ordinal);
    }

    [NeedsRabbitMqFact]
    public async Task A_full_queue_that_refuses_is_an_error_that_may_pass_and_only_the_refused_are_sent_again()
    {
        string queue = _broker.Queue();
        await using RabbitMqSink sink = RabbitMqSink.Open(Options(queue) with
        {
            QueueOptions = QueueOptions.Of([new("x-max-length", 3), new("x-overflow", "reject-publish")]), Outstanding = 1,
        });
        await sink.PrepareAsync(default);
        Sample[] rows = Samples(0, 500);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.WriteAsync(rows, default).AsTask());
        Assert.Equal((FaultId.SinkRejected, true), (fault.Id, fault.MayPass));
        Assert.Contains($"the queue behind '{queue}' is full", fault.Message, StringComparison.Ordinal);
        List<Taken> all = await Taken.AllAsync(_broker, queue);
        Assert.Equal(new SinkAnswer(500, 0), await sink.WriteAsync(rows, default));
        all.AddRange(await Taken.AllAsync(_broker, queue));
        Assert.Equal(Enumerable.Range(0, 500), all.SelectMany(static message => message.Rows).Select(static row => row.GetProperty("Number").GetInt32()));
    }

    [NeedsRabbitMqFact]
    public async Task A_queue_that_vanished_is_made_anew_and_the_batch_is_sent_again()
    {
        string queue = _broker.Queue();
        List<string> notes = [];
        await using RabbitMqSink sink = RabbitMqSink.Open(Options(queue) with { Note = notes.Add });
        await sink.PrepareAsync(default);
        Assert.Equal(200, (await sink.WriteAsync(Samples(0, 200), default)).Stored);
        Assert.Equal(2u, await Taken.DeleteAsync(_broker, queue));
        Assert.Equal(300, (await sink.WriteAsync(Samples(200, 300), default)).Stored);
        Assert.Equal(Enumerable.Range(200, 300), (await Taken.AllAsync(_broker, queue)).SelectMany(static message => message.Rows).Select(static row => row.GetProperty("Number").GetInt32()));
        Assert.Contains("was made anew", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Contains("2 messages", notes[0], StringComparison.Ordinal);
    }

    [NeedsRabbitMqFact]
    public async Task An_exchange_that_vanished_is_an_error()
    {
        (string queue, string exchange) = (_broker.Queue(), $"x-{_broker.Queue()}");
        await Taken.AskAsync(_broker, async channel =>
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Direct);
            return 0;
        });
        await using RabbitMqSink sink = RabbitMqSink.Open(Options(queue) with { Exchange = exchange });
        await sink.PrepareAsync(default);
        await Taken.AskAsync(_broker, async channel =>
        {
            await channel.ExchangeDeleteAsync(exchange);
            return 0;
        });
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => sink.WriteAsync(Samples(0, 10), default).AsTask());
        Assert.Contains($"has no exchange '{exchange}'", fault.Message, StringComparison.Ordinal);
    }

    private static void Check(Sample expected, JsonElement row)
    {
        Assert.Equal(12, row.EnumerateObject().Count());
        Assert.Equal(expected.Number, row.GetProperty("Number").GetInt64());
        Assert.Equal(expected.Time, row.GetProperty("Time").GetDateTimeOffset());
        Assert.Equal(expected.EndTime, row.GetProperty("EndTime").Deserialize<DateTimeOffset?>());
        Assert.Equal(expected.Module, row.GetProperty("Module").GetString());
        Assert.Equal(expected.Directory, row.GetProperty("Directory").GetString());
        Assert.Equal(expected.Host, row.GetProperty("Host").GetString());
        Assert.Equal(expected.Address, row.GetProperty("Address").GetString());
        Assert.Equal(expected.Number * 1000, row.GetProperty("Sent").GetInt64());
        Assert.Equal(expected.Number % 7 == 0 ? null : expected.Number, row.GetProperty("Received").Deserialize<long?>());
        Assert.Equal((expected.EndTime - expected.Time)?.TotalSeconds, row.GetProperty("Duration").Deserialize<double?>());
        Assert.Equal(expected.Number % 10 == 0 ? 23 : null, row.GetProperty("ExitCode").Deserialize<int?>());
        Assert.Equal(expected.Text, row.GetProperty("Text").GetString());
    }

    private static async Task GiveAsync(RabbitMqSinkOptions options, params IRow[][] batches)
    {
        await using RabbitMqSink sink = RabbitMqSink.Open(options);
        await sink.PrepareAsync(default);
        foreach (IRow[] batch in batches)
        {
            Assert.Equal(new SinkAnswer(batch.Length, 0), await sink.WriteAsync(batch, default));
        }
    }

    private static async Task<LogStatsException> FaultAsync(RabbitMqSinkOptions options)
        => await Assert.ThrowsAsync<LogStatsException>(() => GiveAsync(options, [new Sample(1)]));
}
