using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Retry;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>
/// A broker is killed as kill -9 does it, at random moments while persistent messages are published, and started again. What
/// was confirmed has to be in the queue; what is there twice has the same name. A few kills each time;
/// <c>LOGSTATS_RABBITMQ_KILLS=20 dotnet test tests/LogStats.Servers.Tests --filter RabbitMqKillTests</c> for more.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqKillTests
{
    private const int BatchRows = 500;

    private static int Kills(int usual)
        => int.TryParse(Environment.GetEnvironmentVariable("LOGSTATS_RABBITMQ_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int more) ? more : usual;

    [NeedsRabbitMqFact]
    public async Task Kills_lose_nothing_that_was_confirmed_and_repeats_have_the_same_name()
    {
        await using RabbitMqBroker broker = await RabbitMqBroker.StartAsync();
        await RunAsync(broker, "quorum", Kills(2));
        await RunAsync(broker, "classic", Kills(1));
    }

    private static async Task RunAsync(RabbitMqBroker broker, string type, int kills)
    {
        string queue = $"{type}-kills";
        List<string> notes = [];
        await using RetryingSink sink = new(RabbitMqSink.Open(new RabbitMqSinkOptions
        {
            Server = broker.Options,
            Queue = queue,
            QueueOptions = QueueOptions.Of([new("queue-type", type)]),
            Persistent = true,
            Note = notes.Add,
        }), new RetryOptions { Tries = int.MaxValue, FirstWait = TimeSpan.FromMilliseconds(20), LongestWait = TimeSpan.FromMilliseconds(200) });
        await sink.PrepareAsync(default);
        await broker.KnowsAsync(queue, type == "quorum");
        using SemaphoreSlim answered = new(0);
        using CancellationTokenSource done = new();
        Task<int> writing = Task.Run(async () =>
        {
            int batches = 0;
            for (; !done.IsCancellationRequested; batches++)
            {
                Assert.Equal(new SinkAnswer(BatchRows, 0), await sink.WriteAsync(RabbitMqSinkTests.Samples(batches * BatchRows, BatchRows), default));
                _ = answered.Release();
            }

            return batches;
        });

        // A fixed seed gives fixed delays; where they hit is the machine's.
        Random random = new(6);
        for (int kill = 0; kill < kills; kill++)
        {
            while (answered.Wait(0))
            {
            }

            for (int batch = 0; batch < 10; batch++)
            {
                await answered.WaitAsync();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), TimeProvider.System);
            await broker.KillAsync();
            await broker.StartAgainAsync();
        }

        await answered.WaitAsync();
        await done.CancelAsync();
        int rows = await writing * BatchRows;

        Dictionary<string, JsonElement[]> once = [];
        int repeats = 0;
        foreach (Taken message in await Taken.AllAsync(broker, queue))
        {
            if (!once.TryAdd(message.Id!, message.Rows))
            {
                repeats++;
                Assert.Equal(once[message.Id!].Select(static row => row.GetRawText()), message.Rows.Select(static row => row.GetRawText()));
            }
        }

        int[] there = [.. once.Values.SelectMany(static one => one).Select(static row => row.GetProperty("Number").GetInt32()).Order()];
        await Console.Error.WriteLineAsync($"{kills} kills, {type}: {rows} rows confirmed, {there.Length} there, {repeats} messages twice, {notes.Count} times a queue that was gone");

        // RabbitMQ 3.10 may come back without a classic queue, whatever it had confirmed: then the sink has said so.
        if (type == "quorum" || notes.Count == 0)
        {
            Assert.Equal(Enumerable.Range(0, rows), there);
        }
    }
}
