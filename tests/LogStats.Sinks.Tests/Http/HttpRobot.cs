using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LogStats.Sinks.Tests.Http;

/// <summary>
/// A server that does what no real one does when asked: it cuts its answers off after so many bytes, falls silent, or answers
/// anything. What a real one does is tested with nginx.
/// </summary>
internal sealed class HttpRobot : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, Reply> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly Task _run;

    public HttpRobot(Func<Request, Reply> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        _run = AcceptAsync();
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public Uri Address => new($"http{(_certificate is null ? "" : "s")}://{Host}/logs");

    /// <summary>All but greetings.</summary>
    public ConcurrentQueue<Request> Requests { get; } = [];

    public ConcurrentQueue<Request> Greetings { get; } = [];

    public int Connections => _talks.Count;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run; // It still listens: a listener that is gone would be a fault of whoever accepts.
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
                _talks.Add(Task.Run(() => TalkAsync(client)));
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
                    while (await ReadAsync(stream) is { } request)
                    {
                        bool greets = request.Method == "OPTIONS";
                        (greets ? Greetings : Requests).Enqueue(request);
                        Reply reply = greets ? new Reply(204) : _answer(request);
                        byte[] bytes = reply.Bytes();
                        await stream.WriteAsync(bytes.AsMemory(0, Math.Min(bytes.Length, reply.Cut)), _end.Token);
                        await stream.FlushAsync(_end.Token);
                        if (reply.IsSilent)
                        {
                            _ = await stream.ReadAsync(new byte[1], _end.Token); // Until who asked has had enough.
                        }

                        if (reply.Cut < bytes.Length)
                        {
                            return;
                        }
                    }
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // Who asked has left, or the test is over.
            }
        }
    }

    private async Task<Request?> ReadAsync(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(static line => line.Split(": ", 2)).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _end.Token);
        if (headers.GetValueOrDefault("Content-Encoding") == "gzip")
        {
            using GZipStream packed = new(new MemoryStream(body), CompressionMode.Decompress);
            using MemoryStream plain = new();
            await packed.CopyToAsync(plain, _end.Token);
            body = plain.ToArray();
        }

        string[] first = lines[0].Split(' ');
        return new Request(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }

    internal sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string Key => Headers["Idempotency-Key"];

        /// <summary>The numbers of the samples in it.</summary>
        public IReadOnlyList<long> Numbers
        {
            get
            {
                using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(Body.StartsWith('[') ? Body : $"[{Body.TrimEnd('\n').Replace('\n', ',')}]");
                return [.. json.RootElement.EnumerateArray().Select(static row => row.GetProperty("Number").GetInt64())];
            }
        }
    }

    /// <param name="Status">The status.</param>
    /// <param name="Body">The body.</param>
    /// <param name="Header">One more header.</param>
    internal sealed record Reply(int Status, string Body = "", string Header = "")
    {
        /// <summary>After so many bytes of the answer the connection is cut.</summary>
        public int Cut { get; init; } = int.MaxValue;

        /// <summary>Nothing more comes.</summary>
        public bool IsSilent { get; init; }

        public byte[] Bytes() => Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {Status} Words\r\n{(Status == 204 ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n")}{(Header.Length > 0 ? Header + "\r\n" : "")}\r\n{Body}");
    }
}
