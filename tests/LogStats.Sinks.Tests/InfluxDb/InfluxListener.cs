using System.IO.Compression;
using System.Net;
using System.Text;
using LogStats.Tests.Ports;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>
/// Listens like a server of any version and answers as a test says: for what cannot be started here. What a real server
/// 1.x does is tested with a real one.
/// </summary>
internal sealed class InfluxListener : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Request, Answer> _answer;
    private readonly Task _run;

    public InfluxListener(Func<Request, Answer> answer, string version = "v2.7.1")
    {
        _answer = answer;
        Version = version;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _run = Task.Run(RunAsync); // Not on one of the few threads that tests run on: an answer may block.
    }

    public Uri Address { get; }

    public string Version { get; }

    public List<Request> Requests { get; } = [];

    /// <summary>What was written, line by line, empty requests left out.</summary>
    public List<string> Lines => [.. Requests.SelectMany(static one => one.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _run;
        _listener.Close();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or InvalidOperationException)
            {
                return; // It was stopped.
            }

            HttpListenerRequest asked = context.Request;
            Stream body = asked.Headers["Content-Encoding"] == "gzip" ? new GZipStream(asked.InputStream, CompressionMode.Decompress) : asked.InputStream;
            using StreamReader reader = new(body, Encoding.UTF8);
            Request request = new(asked.RawUrl!, asked.Headers["Authorization"], asked.Headers["Content-Encoding"], await reader.ReadToEndAsync(), asked.RemoteEndPoint.Port);
            bool ping = request.Path.StartsWith("/ping", StringComparison.Ordinal);
            if (!ping)
            {
                Requests.Add(request);
            }

            Answer answer = ping ? new Answer(204) : _answer(request);
            try
            {
                await SayAsync(context.Response, answer);
            }
            catch (Exception gone) when (gone is HttpListenerException or InvalidOperationException or IOException)
            {
                // Who asked has left, or the test has ended.
            }
        }
    }

    private async Task SayAsync(HttpListenerResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.Headers["X-Influxdb-Version"] = Version;
        if (answer.RetryAfter is not null)
        {
            response.Headers["Retry-After"] = answer.RetryAfter;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(answer.Body);
        await response.OutputStream.WriteAsync(bytes);
        response.Close();
    }

    internal sealed record Request(string Path, string? Authorization, string? Encoding, string Body, int Port);

    internal sealed record Answer(int Status, string Body = "", string? RetryAfter = null);
}
