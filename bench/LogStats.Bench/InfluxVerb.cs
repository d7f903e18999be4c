using System.Diagnostics;
using System.Globalization;
using System.Net;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;

namespace LogStats.Bench;

/// <summary>
/// <c>influx ADDRESS DATABASE POINTS original|native [gzip] [ROWS IN A BATCH]</c>: transfers from memory to a server, and points a
/// second. <c>influx lines FILE POINTS</c> writes the same transfers as tab-separated values, for another client.
/// <c>influx build POINTS original|native</c> gives them to a listener that takes everything: what our side costs alone.
/// </summary>
internal static class InfluxVerb
{
    private const int Modules = 20;
    private const int Hosts = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["lines", string file, string count]:
                Write(file, Events(int.Parse(count, CultureInfo.InvariantCulture)));
                return 0;
            case ["build", string count, string schema]:
                await using (Swallow swallow = new())
                {
                    return await ExportAsync(swallow.Address, "d", count, schema, []);
                }

            case [string address, string database, string count, string schema, .. string[] rest]:
                return await ExportAsync(new Uri(address), database, count, schema, rest);
            default:
                return 2;
        }
    }

    private static async Task<int> ExportAsync(Uri address, string database, string count, string schema, string[] rest)
    {
        RsyncEvent[] events = Events(int.Parse(count, CultureInfo.InvariantCulture));
        int size = rest.Select(static one => int.TryParse(one, out int number) ? number : 0).FirstOrDefault(static one => one > 0, 5000);
        RsyncEvent[][] batches = [.. events.Chunk(size)];
        await using InfluxSink sink = InfluxSink.Open(new InfluxSinkOptions
        {
            Server = address,
            Database = database,
            Schema = Enum.Parse<RowSchema>(schema, ignoreCase: true),
            Compress = rest.Contains("gzip"),
        });
        await sink.PrepareAsync(CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        foreach (RsyncEvent[] batch in batches)
        {
            _ = await sink.WriteAsync(batch, CancellationToken.None);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{events.Length} points in {took.TotalSeconds:0.000} s, {events.Length / took.TotalSeconds:0} a second"));
        return 0;
    }

    /// <summary>Transfers of one day, 50 in each second, of as many modules, hosts and cities as a mirror has.</summary>
    private static RsyncEvent[] Events(int count)
    {
        long second = DateTimeOffset.UnixEpoch.AddDays(Math.Floor((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays) - 2).UtcTicks;
        RsyncEvent[] events = new RsyncEvent[count];
        for (int i = 0; i < count; i++)
        {
            int host = (int)(i * 2654435761L % Hosts);
            DateTimeOffset end = new(second + (i / 50 * TimeSpan.TicksPerSecond), TimeSpan.Zero);
            events[i] = new RsyncEvent
            {
                Kind = RsyncEventKind.Transfer,
                Time = end.AddSeconds(-(i % 100)),
                EndTime = end,
                ProcessId = i % 30000,
                Operation = i % 3 == 0 ? RsyncOperation.Receive : RsyncOperation.Send,
                State = RsyncSessionState.Finished,
                Module = $"MODULE-{host % Modules}",
                Directory = $"/2019/A{i % 366}",
                UserName = "portal",
                HostName = $"client{host}.example.org",
                ClientAddress = $"192.0.2.{host % 256}",
                SentBytes = i * 977L,
                ReceivedBytes = i * 31L,
                TotalBytes = i * 10007L,
                GeoHash = $"u0h0fpnz{host % 50:0000}",
                City = host % 50 == 0 ? "Saint Martin" : $"City{host % 50}",
                Path = "/var/log/rsyncd.log",
                Offset = i * 180L,
                Key = new RecordKey(42, i * 180L, i * 7919L),
            };
        }

        return events;
    }

    private static void Write(string file, RsyncEvent[] events)
    {
        using StreamWriter writer = new(file);
        foreach (RsyncEvent item in events)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{item.Module}\t{item.GeoHash}\t{item.City}\t{item.HostHash}\t{item.SentBytes}\t{item.ReceivedBytes}\t{item.TotalBytes}\t{item.EndTime!.Value.ToUnixTimeSeconds()}"));
        }
    }

    /// <summary>Answers 204 to everything, as the server does, and nothing more.</summary>
    private sealed class Swallow : IAsyncDisposable
    {
        private static readonly byte[] s_policies = "{\"results\":[{\"series\":[{\"values\":[[\"rp_rsyncevents\",\"168h0m0s\"],[\"rp_rsyncstats\",\"0s\"]]}]}]}"u8.ToArray();

        private readonly HttpListener _listener = new();
        private readonly Task _run;

        public Swallow()
        {
            _listener.Prefixes.Add(Address.ToString());
            _listener.Start();
            _run = RunAsync();
        }

        public Uri Address { get; } = new($"http://127.0.0.1:{Random.Shared.Next(20000, 30000)}/");

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _run;
            _listener.Close();
        }

        private async Task RunAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    HttpListenerContext context = await _listener.GetContextAsync();
                    await context.Request.InputStream.CopyToAsync(Stream.Null);
                    bool query = context.Request.RawUrl!.StartsWith("/query", StringComparison.Ordinal);
                    context.Response.StatusCode = query ? 200 : 204;
                    context.Response.Close(query ? s_policies : [], willBlock: true);
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
