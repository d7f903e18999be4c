using System.IO.Compression;
using System.Net.Http.Headers;
using LogStats.Sinks.Json;
using LogStats.Sinks.Tls;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.Http;

/// <summary>
/// One server and one connection to it, kept open. It sends a message and gives what was answered, once the answer is there to its
/// end; only what breaks on the way is a fault. Nothing follows a redirect, so no secret goes where it was not meant to.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const string Key = "Idempotency-Key";
    private const int KeptOfAnswer = 2048;
    private const int LongestAnswer = 1024 * 1024;

    private readonly HttpSinkOptions _options;
    private readonly TlsTrust _trust;
    private readonly HttpClient _http;
    private readonly HttpMethod _method;
    private readonly MediaTypeHeaderValue _type;
    private readonly MemoryStream _packed = new();

    /// <exception cref="Faults.LogStatsException">The options do not go together.</exception>
    public HttpServer(HttpSinkOptions options)
    {
        HttpAddress.Check(options);
        HttpHeaderList.Check(options);
        _options = options;
        _trust = new TlsTrust(options.CertificatePin, options.AuthorityFile, options.CertificateFile, options.KeyFile);
        _method = options.Method == HttpSinkMethod.Put ? HttpMethod.Put : HttpMethod.Post;
        _type = new MediaTypeHeaderValue(options.Form == JsonForm.Lines ? "application/x-ndjson" : "application/json");
        SocketsHttpHandler handler = new()
        {
            MaxConnectionsPerServer = 1,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // A name may come to mean another machine.
            ConnectTimeout = options.Timeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = _trust.Options(),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Shown => HttpAddress.Show(_options.Address);

    /// <summary>Asks what the server can do: it changes nothing, and shows that it is there and who it is.</summary>
    public async Task<HttpAnswer> GreetAsync(CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Options, HttpAddress.Of(_options.Address, "0"));
        return await SendAsync(request, stop).ConfigureAwait(false);
    }

    public async Task<HttpAnswer> GiveAsync(JsonMessage message, CancellationToken stop)
    {
        using HttpRequestMessage request = new(_method, HttpAddress.Of(_options.Address, message.Id))
        {
            Content = new ReadOnlyMemoryContent(_options.Compress ? Pack(message.Body) : message.Body),
        };
        request.Content.Headers.ContentType = _type;
        if (_options.Compress)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        _ = request.Headers.TryAddWithoutValidation(Key, $"\"{message.Id}\"");
        return await SendAsync(request, stop).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _http.Dispose();
        _packed.Dispose();
    }

    private async Task<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        foreach ((string name, string value) in _options.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        if (_options.Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Token);
        }

        using CancellationTokenSource late = _options.Timeout == Timeout.InfiniteTimeSpan ? new() : new(_options.Timeout, _options.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            ReadOnlyMemory<byte> body = await BodyAsync(response, either.Token).ConfigureAwait(false);
            return new HttpAnswer((int)response.StatusCode, body, Wait(response), Elsewhere(response));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw HttpFaults.Timeout(Shown, _options.Timeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw WebFaults.Of(Shown, error, _trust, HttpFaults.Away);
        }
    }

    /// <summary>
    /// The beginning of the body. It is read to its end, because an answer that was cut off is none; but not for ever.
    /// </summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken stop)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        byte[] kept = new byte[KeptOfAnswer];
        byte[] block = new byte[8192];
        int length = 0;
        int all = 0;
        for (int read; all < LongestAnswer && (read = await stream.ReadAsync(block, stop).ConfigureAwait(false)) > 0; all += read)
        {
            int taken = Math.Min(read, kept.Length - length);
            block.AsSpan(0, taken).CopyTo(kept.AsSpan(length));
            length += taken;
        }

        return kept.AsMemory(0, length);
    }

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - _options.Clock.GetUtcNow(),
        _ => null,
    };

    private Uri Absolute(Uri place) => place.IsAbsoluteUri ? place : new Uri(_options.Address, place);

    private string? Elsewhere(HttpResponseMessage response)
        => response.Headers.Location is { } place && Absolute(place) is { Scheme: "http" or "https" } address ? HttpAddress.Show(address) : null;

    private ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> body)
    {
        _packed.SetLength(0);
        using (GZipStream gzip = new(_packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.Span);
        }

        return _packed.GetBuffer().AsMemory(0, (int)_packed.Length);
    }
}
