using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Agent.Tests.Running;
using RabbitMQ.Client;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>
/// <c>logstats tstat ROOT --to amqp://…</c> against a real broker: each document is there, what is there twice has the same
/// name, and a directory is marked once the broker has confirmed all of it.
/// </summary>
[Collection("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class TstatJobTests(RabbitMqFixture fixture) : IDisposable
{
    private const string First = "2020_06_11_09_00.out";
    private const string Second = "2020_06_11_10_00.out";

    private readonly TstatJob _job = new();

    private RabbitMqBroker Broker => fixture.Broker;

    public void Dispose() => _job.Dispose();

    [NeedsRabbitMqFact]
    public async Task Each_document_is_published_once_in_slices_of_a_hundred()
    {
        _job.Flows(First, 0, 130);
        _job.Flows(Second, 260, 20);
        string queue = Broker.Queue();

        ProgramResult result = await _job.RunAsync(Target(queue));
        ProgramResult again = await _job.RunAsync(Target(queue));

        Assert.Equal((0, 0), (result.ExitCode, again.ExitCode));
        Assert.Contains("2 directories delivered to amqp://127.0.0.1", result.Error, StringComparison.Ordinal);
        Assert.Contains("0 directories delivered", again.Error, StringComparison.Ordinal);
        List<Taken> all = await Taken.AllAsync(Broker, queue);
        Assert.Equal([100, 30, 100, 30, 20, 20], all.Select(static message => message.Rows.Length));
        Assert.Equal(6, all.Select(static message => message.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 300), Ports(all));
        Assert.Equal(("s1", "flow"), (all[0].Rows[0].GetProperty("meta").GetProperty("sensor_id").GetString(), all[0].Rows[0].GetProperty("type").GetString()));
        Assert.True(_job.IsMarked(First) && _job.IsMarked(Second));
    }

    [NeedsRabbitMqFact]
    public async Task Killed_in_the_middle_it_goes_on_with_the_same_slices_and_repeats_are_told_by_their_name()
    {
        const int Each = 12_150; // Two answers of 5,000 and a rest, in each log.
        _job.Flows(First, 0, Each);
        string whole = Broker.Queue();
        Assert.Equal(0, (await _job.RunAsync(Target(whole), "whole.db")).ExitCode);
        List<Taken> once = await Taken.AllAsync(Broker, whole);
        File.Delete(Path.Join(_job.Root, First, ".processed"));

        // Stuck each time the queue is full, so that the kill always comes before the end.
        string queue = Broker.Queue();
        await DeclareAsync(queue, most: 60);
        List<Taken> all = [];
        for (int kill = 0; kill < 4; kill++)
        {
            await using RunningProgram program = new(_job.Arguments(Target(queue), "state.db"));
            await program.UntilAsync(() => CountAsync(queue).GetAwaiter().GetResult() >= 60);
            await program.KillAsync();
            all.AddRange(await Taken.AllAsync(Broker, queue));
            Assert.False(_job.IsMarked(First));
        }

        _ = await Taken.DeleteAsync(Broker, queue);
        ProgramResult last = await _job.RunAsync(Target(queue));

        Assert.Equal(0, last.ExitCode);
        Assert.Contains(" before; ", last.Error, StringComparison.Ordinal);
        Assert.True(_job.IsMarked(First));
        all.AddRange(await Taken.AllAsync(Broker, queue));
        Dictionary<string, string> names = once.ToDictionary(static message => message.Id!, static message => string.Concat(message.Rows));
        Assert.Equal(2 * 122, names.Count);
        Assert.True(all.Count > names.Count, "No kill fell between a confirm and an answer.");
        Assert.All(all, message => Assert.Equal(names[message.Id!], string.Concat(message.Rows)));
        Assert.Equal(Enumerable.Range(0, Each * 2), Ports(all.DistinctBy(static message => message.Id)).Order());
    }

    [NeedsRabbitMqFact]
    public async Task ABroker_that_is_away_leaves_the_directory_as_it_is()
    {
        _job.Flows(First, 0, 10);

        ProgramResult result = await _job.RunAsync(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{Loopback.FreePort()}/?queue=q"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nobody listens there", result.Error, StringComparison.Ordinal);
        Assert.False(_job.IsMarked(First));
    }

    [NeedsRabbitMqFact]
    public async Task A_queue_that_is_full_leaves_the_directory_as_it_is_until_there_is_room()
    {
        _job.Flows(First, 0, 250);
        string queue = Broker.Queue();
        string target = $"{Target(queue)}&x-max-length=2&x-overflow=reject-publish";

        ProgramResult full = await _job.RunAsync(target);

        Assert.Equal(1, full.ExitCode);
        Assert.Contains($"the queue behind '{queue}' is full", full.Error, StringComparison.Ordinal);
        Assert.False(_job.IsMarked(First));
        List<Taken> all = await Taken.AllAsync(Broker, queue);
        Assert.NotEmpty(all);

        _ = await Taken.DeleteAsync(Broker, queue);
        Assert.Equal(0, (await _job.RunAsync(Target(queue))).ExitCode);
        all.AddRange(await Taken.AllAsync(Broker, queue));
        Assert.True(_job.IsMarked(First));
        Assert.Equal(6, all.Select(static message => message.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 500), Ports(all.DistinctBy(static message => message.Id)).Order());
    }

    private string Target(string queue) => string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{Broker.Port}/?queue={queue}");

    private Task<uint> CountAsync(string queue) => Taken.AskAsync(Broker, async channel => (await channel.QueueDeclarePassiveAsync(queue)).MessageCount);

    /// <summary>A queue that takes so many messages and refuses the next.</summary>
    private Task DeclareAsync(string queue, int most) => Taken.AskAsync(Broker, channel => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
        new Dictionary<string, object?> { ["x-max-length"] = most, ["x-overflow"] = "reject-publish" }));

    private static IEnumerable<int> Ports(IEnumerable<Taken> all)
        => all.SelectMany(static message => message.Rows).Select(static row => row.GetProperty("meta").GetProperty("src_port").GetInt32());
}
