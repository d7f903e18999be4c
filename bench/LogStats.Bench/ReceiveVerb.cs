using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LogStats.Batches;
using LogStats.Receive;
using LogStats.Sinks.Sqlite;

namespace LogStats.Bench;

/// <summary>
/// <c>receive [--lines 2000000] [--batch 2000000] [--senders 4] [--uri URI --token TOKEN [--pid PID]]</c>: an access log in batches. Alone: cut into
/// windows, hashed, and stored, with syncs and ledger. With an address: sent to a receiver that runs there, whose processor time is looked up.
/// </summary>
internal static class ReceiveVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        int senders = (int)Number(args, "--senders", 4);
        using GeneratedAccessLog log = new(Number(args, "--lines", 2_000_000), new Logs.AccessLogOptions());
        List<byte[]> batches = Cut(log.Path, (int)Number(args, "--batch", 2_000_000));
        long bytes = batches.Sum(static batch => (long)batch.Length);
        if (Text(args, "--uri") is { } uri)
        {
            await SendAsync(new Uri(uri), Text(args, "--token") ?? "", Text(args, "--pid"), batches, senders, bytes);
            return 0;
        }

        List<LineRun> runs = [];
        LineWindows windows = new(WindowLength.Usual);
        for (int round = 0; round < 3; round++)
        {
            Tell("cut into windows", bytes, () => batches.ForEach(batch =>
            {
                runs.Clear();
                windows.Split(batch, DateTime.MaxValue.AddYears(-10), runs);
            }));
            Tell("hashed", bytes, () => batches.ForEach(static batch => SHA256.HashData(batch)));
            await StoreAsync(batches, senders, bytes);
        }

        return 0;
    }

    private static async Task StoreAsync(List<byte[]> batches, int senders, long bytes)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("logstats-bench-");
        using (SqliteLedger ledger = SqliteLedger.Open(Path.Join(folder.FullName, ".ledger.db"), TimeProvider.System))
        {
            await using BatchReceiver receiver = BatchReceiver.Open(new ReceiveOptions { Directory = folder.FullName }, ledger, TimeProvider.System);
            _ = await receiver.ClaimAsync("bench", new SourceClaim(null, "c1"));
            await TellAsync("stored (synced, in the ledger)", bytes, null, () => FeedAsync(batches, senders, async (sender, start, batch) =>
            {
                BatchKey key = new($"f{sender}", start, start + batch.Length, Convert.ToHexStringLower(SHA256.HashData(batch)));
                ReceiveAnswer answer = await receiver.StoreAsync(new ReceivedBatch("bench", IPAddress.Loopback, new BatchHead
                {
                    Key = key, Lines = batch.AsSpan().Count((byte)'\n'), Length = batch.Length, Claim = "c1",
                }, batch));
                return answer is { Trouble: ReceiveTrouble.None, Answer.Outcome: BatchOutcome.Stored };
            }));
        }

        folder.Delete(recursive: true);
    }

    private static async Task SendAsync(Uri uri, string token, string? pid, List<byte[]> batches, int senders, long bytes)
    {
        // Against a receiver on this machine, which was started for this.
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        using HttpClient client = new(handler) { BaseAddress = uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await client.PostAsync(BatchWire.Claims, new StringContent("{\"next\":\"c1\"}", Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
        string[] hashes = [.. batches.Select(static batch => Convert.ToHexStringLower(SHA256.HashData(batch)))];
        string run = Guid.NewGuid().ToString("N")[..8];
        await TellAsync("sent and answered", bytes, pid, () => FeedAsync(batches, senders, async (sender, start, batch) =>
        {
            using ByteArrayContent content = new(batch);
            content.Headers.ContentType = new MediaTypeHeaderValue(BatchWire.ContentType);
            content.Headers.Add(BatchWire.File, $"{run}-{sender}");
            content.Headers.Add(BatchWire.Range, $"{start}-{start + batch.Length}");
            content.Headers.Add(BatchWire.Lines, batch.AsSpan().Count((byte)'\n').ToString(CultureInfo.InvariantCulture));
            content.Headers.Add(BatchWire.Length, batch.Length.ToString(CultureInfo.InvariantCulture));
            content.Headers.Add(BatchWire.Content, hashes[batches.IndexOf(batch)]);
            content.Headers.Add(BatchWire.Claim, "c1");
            using HttpResponseMessage response = await client.PostAsync(BatchWire.Batches, content);
            return response.IsSuccessStatusCode;
        }));
    }

    /// <summary>Each sender takes every so many-th batch, one after another.</summary>
    private static Task FeedAsync(List<byte[]> batches, int senders, Func<int, long, byte[], Task<bool>> send)
        => Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            long start = 0;
            for (int index = sender; index < batches.Count; index += senders)
            {
                if (!await send(sender, start, batches[index]))
                {
                    throw new InvalidOperationException("A batch was not stored.");
                }

                start += batches[index].Length;
            }
        })));

    private static List<byte[]> Cut(string path, int length)
    {
        byte[] all = File.ReadAllBytes(path);
        List<byte[]> batches = [];
        for (int at = 0; at < all.Length;)
        {
            int end = Math.Min(at + length, all.Length);
            end = end == all.Length ? end : all.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
            batches.Add(all[at..end]);
            at = end;
        }

        return batches;
    }

    private static void Tell(string what, long bytes, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        Print(what, bytes, Stopwatch.GetElapsedTime(start), null);
    }

    private static async Task TellAsync(string what, long bytes, string? pid, Func<Task> work)
    {
        using Process process = pid is null ? Process.GetCurrentProcess() : Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        Print(what, bytes, took, process.TotalProcessorTime - before);
        if (pid is not null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the receiver takes {process.WorkingSet64 / 1e6:N0} MB, {process.PeakWorkingSet64 / 1e6:N0} MB at most"));
        }
    }

    private static void Print(string what, long bytes, TimeSpan took, TimeSpan? busy) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-32} {bytes / 1e6 / took.TotalSeconds,8:N0} MB/s{(busy is { } time ? $"   {time.TotalNanoseconds / bytes:N2} ns of processor a byte" : "")}"));

    private static long Number(string[] args, string name, long usual) => Text(args, name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
}
