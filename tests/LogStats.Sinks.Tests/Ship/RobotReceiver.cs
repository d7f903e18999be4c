using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using LogStats.Batches;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>
/// A receiver on a socket, which keeps the rules of docs/decisions/0023 in memory and does what no real one does when asked: it reads only so
/// many bytes of a request, gives only so many of an answer, falls silent, or answers anything.
/// </summary>
internal sealed class RobotReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _talks = [];
    private readonly Lock _lock = new();
    private readonly Task _run;
    private int _requests;

    public RobotReceiver(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _run = AcceptAsync();
    }

    public ReceiverModel Model { get; } = new();

    /// <summary>What is to happen to a request, by its place and its number.</summary>
    public Func<string, int, Trouble?> Troubles { get; set; } = static (_, _) => null;

    public Uri Address => new($"http{(_certificate is null ? "" : "s")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public List<Dictionary<string, string>> Headers { get; } = [];

    /// <summary>The bodies of the old form.</summary>
    public List<string> Uploads { get; } = [];

    /// <summary>How long the last request was, and the last answer.</summary>
    public (int Request, int Answer) Last { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run;
        _listener.Dispose();
        await Task.WhenAll(_talks);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                lock (_lock)
                {
                    _talks.Add(Task.Run(() => TalkAsync(client)));
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    SslStream secure = new(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
                    stream = secure;
                }

                await using (stream)
                {
                    while (await AnswerAsync(stream))
                    {
                    }
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or AuthenticationException)
            {
                // Who asked has left, or the test is over.
            }
        }
    }

    private async Task<bool> AnswerAsync(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        int number = -1;
        Trouble? trouble = null;
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (head.Count >= trouble?.ReadOnly || await stream.ReadAsync(one, _end.Token) == 0)
            {
                return false;
            }

            head.Add(one[0]);
            if (number < 0 && one[0] == '\n')
            {
                number = Interlocked.Increment(ref _requests) - 1;
                trouble = Troubles(Encoding.ASCII.GetString([.. head]).Split(' ')[1], number);
            }
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(static line => line.Split(": ", 2)).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        for (int at = 0; at < body.Length;)
        {
            int left = trouble is { ReadOnly: int most } ? Math.Min(body.Length - at, most - head.Count - at) : body.Length - at;
            int read = left <= 0 ? 0 : await stream.ReadAsync(body.AsMemory(at, left), _end.Token);
            if (read == 0)
            {
                return false;
            }

            at += read;
        }

        string place = lines[0].Split(' ')[1];
        lock (_lock)
        {
            Headers.Add(headers);
        }

        if (headers.GetValueOrDefault("Content-Encoding") == "gzip")
        {
            using GZipStream packed = new(new MemoryStream(body), CompressionMode.Decompress);
            using MemoryStream plain = new();
            await packed.CopyToAsync(plain, _end.Token);
            body = plain.ToArray();
        }

        byte[] answer = trouble is { Status: { } status } ? Answer(status, trouble.Body, trouble.Header) : Answer(place, headers, body);
        if (trouble is { Wait: { } wait })
        {
            await wait.WaitAsync(_end.Token);
        }

        Last = (head.Count + body.Length, answer.Length);
        int given = Math.Min(answer.Length, trouble?.GiveOnly ?? int.MaxValue);
        await stream.WriteAsync(answer.AsMemory(0, given), _end.Token);
        await stream.FlushAsync(_end.Token);
        if (trouble is { IsSilent: true })
        {
            _ = await stream.ReadAsync(one, _end.Token); // Until who asked has had enough.
        }

        return given == answer.Length && trouble is not { IsSilent: true };
    }

    private byte[] Answer(string place, Dictionary<string, string> headers, byte[] body)
    {
        switch (place)
        {
            case BatchWire.Claims:
                using (JsonDocument claim = JsonDocument.Parse(body))
                {
                    bool granted = Model.Take(new SourceClaim(
                        claim.RootElement.TryGetProperty("previous", out JsonElement previous) ? previous.GetString() : null, claim.RootElement.GetProperty("next").GetString()!));
                    return Answer(granted ? 200 : 403, granted ? "{}" : """{"outcome":"claimed"}""");
                }

            case BatchWire.Marks:
                using (JsonDocument question = JsonDocument.Parse(body))
                {
                    string marks = string.Join(',', Model.Marks(Names(question, "files")).Select(static one => $"\"{one.Key}\":{one.Value}"));
                    string known = string.Join(',', Model.Known(Names(question, "like")).Select(static one
                        => $$"""
                        "{{one.Key}}":{"mark":{{one.Value.Mark}},"start":{{one.Value.Last.Start}},"sha256":"{{one.Value.Last.Content}}"}
                        """));
                    return Answer(200, $"{{\"marks\":{{{marks}}},\"known\":{{{known}}}}}");
                }

            case BatchWire.Upload:
                using (JsonDocument upload = JsonDocument.Parse(body))
                {
                    Uploads.Add($"{upload.RootElement.GetProperty("host").GetString()}:{upload.RootElement.GetProperty("log").GetString()}");
                    return Answer(200, "OK - 1 lines");
                }

            default:
                long[] range = [.. headers[BatchWire.Range].Split('-').Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];
                BatchAnswer answer = Model.Take(new BatchHead
                {
                    Key = new BatchKey(headers[BatchWire.File], range[0], range[1], headers[BatchWire.Content]),
                    Lines = long.Parse(headers[BatchWire.Lines], CultureInfo.InvariantCulture),
                    Length = long.Parse(headers[BatchWire.Length], CultureInfo.InvariantCulture),
                    Begin = long.Parse(headers.GetValueOrDefault(BatchWire.Begin, "0"), CultureInfo.InvariantCulture),
                    IsAfterLoss = headers.ContainsKey(BatchWire.AfterLoss),
                    IsPartial = headers.ContainsKey(BatchWire.Partial),
                    Claim = headers[BatchWire.Claim],
                    Path = headers.TryGetValue(BatchWire.Path, out string? path) ? Uri.UnescapeDataString(path) : null,
                }, body);
                return answer.Outcome switch
                {
                    BatchOutcome.Stored or BatchOutcome.Had => Answer(200, $$"""{"outcome":"{{answer.Outcome.ToString().ToLowerInvariant()}}","mark":{{answer.Mark}}}"""),
                    BatchOutcome.Claimed => Answer(403, """{"outcome":"claimed"}"""),
                    _ => Answer(409, $$"""{"outcome":"{{answer.Outcome.ToString().ToLowerInvariant()}}","mark":{{answer.Mark}}}"""),
                };
        }
    }

    private static string[] Names(JsonDocument question, string name)
        => question.RootElement.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(static one => one.GetString()!)] : [];

    private static byte[] Answer(int status, string body, string header = "") => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} Words\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{(header.Length > 0 ? header + "\r\n" : "")}\r\n{body}");
}

/// <summary>What happens to a request.</summary>
internal sealed record Trouble
{
    /// <summary>After so many bytes of it the connection is cut.</summary>
    public int? ReadOnly { get; init; }

    /// <summary>After so many bytes of its answer the connection is cut.</summary>
    public int? GiveOnly { get; init; }

    /// <summary>Nothing more comes.</summary>
    public bool IsSilent { get; init; }

    /// <summary>It is answered so, and nothing is stored.</summary>
    public int? Status { get; init; }

    public string Body { get; init; } = "";

    public string Header { get; init; } = "";

    /// <summary>It is answered once that has come.</summary>
    public Task? Wait { get; init; }
}
