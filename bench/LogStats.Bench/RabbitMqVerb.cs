using System.Diagnostics;
using System.Globalization;
using LogStats.Lines;
using LogStats.Bench.Logs;
using LogStats.Rsync;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using RabbitMQ.Client;

namespace LogStats.Bench;

/// <summary>
/// <c>rabbitmq PORT [--messages 2000] [--rounds 5]</c>: persistent messages of 100 rows, confirmed, by our sink and by the bare client
/// library with the same bodies, in turns, each into an empty durable queue.
/// </summary>
internal static class RabbitMqVerb
{
    private const int RowsOfMessage = 100;
    private const string Queue = "logstats-bench";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string portText, .. string[] rest] || !int.TryParse(portText, out int port))
        {
            Console.Error.WriteLine("rabbitmq PORT [--messages 2000] [--rounds 5]");
            return 2;
        }

        int messages = Number(rest, "--messages", 2000);
        int rounds = Number(rest, "--rounds", 5);
        List<IRow> rows = Read(messages * RowsOfMessage);
        await using IConnection connection = await new ConnectionFactory { HostName = "127.0.0.1", Port = port }.CreateConnectionAsync();
        List<byte[]> bodies = [];
        List<double> ours = [];
        List<double> bare = [];
        for (int round = 0; round <= rounds; round++)
        {
            await EmptyAsync(connection, messages: 0);
            ours.Add(await TimeAsync(() => GiveAsync(port, rows)));
            if (round == 0)
            {
                bodies = await EmptyAsync(connection, messages);
            }

            await EmptyAsync(connection, messages: 0);
            bare.Add(await TimeAsync(() => PublishAsync(connection, bodies)));
        }

        ours.RemoveAt(0); // The first round compiles.
        bare.RemoveAt(0);
        double ratio = Median(bare) / Median(ours);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"our sink {messages / Median(ours):N0} messages a second, rows to JSON included; bare client {messages / Median(bare):N0}; ours is {ratio:P0} of it"));
        return 0;
    }

    private static async Task GiveAsync(int port, List<IRow> rows)
    {
        await using RabbitMqSink sink = RabbitMqSink.Open(new RabbitMqSinkOptions
        {
            Server = new RabbitMqServerOptions { Host = "127.0.0.1", Port = port }, Queue = Queue, Persistent = true,
        });
        await sink.PrepareAsync(default);
        SinkPump pump = new(sink);
        foreach (IRow row in rows)
        {
            await pump.AddAsync(row, default);
        }

        await pump.CompleteAsync(default);
    }

    private static async Task PublishAsync(IConnection connection, List<byte[]> bodies)
    {
        const int UnderWay = 256;
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)); // Its limiter would slow it down on purpose.
        Queue<ValueTask> confirms = [];
        foreach (byte[] body in bodies)
        {
            if (confirms.Count == UnderWay)
            {
                await confirms.Dequeue();
            }

            confirms.Enqueue(channel.BasicPublishAsync("", Queue, mandatory: true,
                new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent }, body));
        }

        while (confirms.TryDequeue(out ValueTask confirm))
        {
            await confirm;
        }
    }

    /// <summary>Makes the queue empty; gives the bodies that were in it, where so many are asked for.</summary>
    private static async Task<List<byte[]>> EmptyAsync(IConnection connection, int messages)
    {
        await using IChannel channel = await connection.CreateChannelAsync();
        _ = await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        List<byte[]> bodies = [];
        while (bodies.Count < messages && await channel.BasicGetAsync(Queue, autoAck: true) is { } got)
        {
            bodies.Add(got.Body.ToArray());
        }

        _ = await channel.QueuePurgeAsync(Queue);
        return bodies;
    }

    private static List<IRow> Read(int count)
    {
        using GeneratedLog log = new(long.MaxValue, LogEnvelope.Shape.Own, (count * 3L / 2) + 1000);
        List<IRow> rows = new(count);
        RsyncReader reader = new(new RsyncOptions { Kinds = RsyncEventKind.All });
        foreach (IReadOnlyList<RsyncEvent> block in reader.Read(LineInput.File(log.Path)))
        {
            rows.AddRange(block.Take(count - rows.Count));
        }

        return rows;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Number(string[] args, string name, int usual)
        => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
