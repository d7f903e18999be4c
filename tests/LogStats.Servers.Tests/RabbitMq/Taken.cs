using System.Runtime.Versioning;
using System.Text.Json;
using RabbitMQ.Client;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>What stands in a queue, taken out with the bare client library.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed record Taken(string? Id, string? Type, DeliveryModes Mode, string? ContentType, bool Redelivered, IReadOnlyDictionary<string, object?> Headers, JsonElement[] Rows)
{
    public static async Task<IConnection> ConnectAsync(RabbitMqBroker broker)
        => await new ConnectionFactory { HostName = "127.0.0.1", Port = broker.Port, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    /// <summary>All messages of a queue, in their order; they are gone from it then.</summary>
    public static async Task<List<Taken>> AllAsync(RabbitMqBroker broker, string queue)
    {
        await using IConnection connection = await ConnectAsync(broker);
        await using IChannel channel = await connection.CreateChannelAsync();
        List<Taken> all = [];
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
        {
            all.Add(new Taken(got.BasicProperties.MessageId, got.BasicProperties.Type, got.BasicProperties.DeliveryMode, got.BasicProperties.ContentType,
                got.Redelivered, got.BasicProperties.Headers?.AsReadOnly() ?? new Dictionary<string, object?>().AsReadOnly(),
                [.. JsonDocument.Parse(got.Body).RootElement.EnumerateArray()]));
        }

        return all;
    }

    /// <summary>Does something on a channel of its own.</summary>
    public static async Task<T> AskAsync<T>(RabbitMqBroker broker, Func<IChannel, Task<T>> question)
    {
        await using IConnection connection = await ConnectAsync(broker);
        await using IChannel channel = await connection.CreateChannelAsync();
        return await question(channel);
    }

    public static Task<uint> DeleteAsync(RabbitMqBroker broker, string queue) => AskAsync(broker, channel => channel.QueueDeleteAsync(queue));
}
