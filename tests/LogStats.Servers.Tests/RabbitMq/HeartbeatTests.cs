using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using LogStats.Sinks;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Writer;
using Xunit;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>While a log is read that takes longer than the broker's patience, the connection is kept.</summary>
[Collection("RabbitMQ")]
[UnsupportedOSPlatform("windows")]
public sealed class HeartbeatTests(RabbitMqFixture fixture)
{
    private const int Beats = 5;

    private readonly RabbitMqBroker _broker = fixture.Broker;

    [NeedsRabbitMqFact]
    public async Task A_producer_that_is_busy_for_several_heartbeats_keeps_its_connection()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using SemaphoreSlim beats = new(0);
        int connections = 0;
        Task serving = ServeAsync();
        await using (RabbitMqSink sink = RabbitMqSink.Open(new RabbitMqSinkOptions
        {
            Server = _broker.Options with { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Heartbeat = TimeSpan.FromSeconds(1) },
            Queue = _broker.Queue(),
        }))
        {
            await sink.PrepareAsync(default);
            Sample[] rows = RabbitMqSinkTests.Samples(0, 300);
            // A row in the middle of a batch that takes its time, on the thread that publishes.
            rows[150] = new Sample(150)
            {
                Written = () =>
                {
                    for (int beat = 0; beat < Beats; beat++)
                    {
                        Assert.True(beats.Wait(TimeSpan.FromMinutes(2)), "no heartbeat in two minutes");
                    }
                },
            };
            Assert.Equal(new SinkAnswer(300, 0), await sink.WriteAsync(rows, default));
        }

        Assert.Equal(1, connections);
        listener.Stop();
        await serving;

        async Task ServeAsync()
        {
            List<Task> lines = [];
            try
            {
                while (true)
                {
                    TcpClient client = await listener.AcceptTcpClientAsync();
                    connections++;
                    lines.Add(LineAsync(client));
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                await Task.WhenAll(lines);
            }
        }

        async Task LineAsync(TcpClient client)
        {
            using (client)
            using (TcpClient broker = new())
            {
                await broker.ConnectAsync(IPAddress.Loopback, _broker.Port);
                await Task.WhenAny(PumpAsync(client, broker, count: true), PumpAsync(broker, client, count: false));
            }
        }

        async Task PumpAsync(TcpClient from, TcpClient to, bool count)
        {
            byte[] beat = [8, 0, 0, 0, 0, 0, 0, 0xCE];
            byte[] bytes = new byte[64 * 1024];
            try
            {
                int read;
                while ((read = await from.GetStream().ReadAsync(bytes)) > 0)
                {
                    await to.GetStream().WriteAsync(bytes.AsMemory(0, read));
                    if (count && bytes.AsSpan(0, read).SequenceEqual(beat))
                    {
                        _ = beats.Release();
                    }
                }
            }
            catch (Exception over) when (over is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // One side has gone.
            }
        }
    }
}
