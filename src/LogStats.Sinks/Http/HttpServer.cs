using System.Net.Http.Headers;
using LogStats.Sinks.Json;
using LogStats.Sinks.Tls;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.Http;

/// <summary>
/// One server and the connection to it: sends a message and gives what was answered.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const string Key = "Idempotency-Key";
    private const int KeptOfAnswer = 2048;

    private readonly HttpSinkOptions _options;
    private readonly WebConnection _connection;
    private readonly HttpMethod _method;
    private readonly MediaTypeHeaderValue _type;
    private readonly GzipBody _packed = new();

    /// <exception cref="Faults.LogStatsException">The options do not go together.</exception>
    public HttpServer(HttpSinkOptions options)
    {
        HttpAddress.Check(options);
        HttpHeaderList.Check(options);
        _options = options;
        _connection = new WebConnection(new WebConnectionOptions
        {
            Shown = Shown,
            Trust = new TlsTrust(options.CertificatePin, options.AuthorityFile, options.CertificateFile, options.KeyFile),
            Timeout = options.Timeout,
            Clock = options.Clock,
            Program = "the server",
            Again = HttpFaults.Again,
            Kept = KeptOfAnswer,
        });
        _method = options.Method == HttpSinkMethod.Put ? HttpMethod.Put : HttpMethod.Post;
        _type = new MediaTypeHeaderValue(options.Form == JsonForm.Lines ? "application/x-ndjson" : "application/json");
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
            Content = new ReadOnlyMemoryContent(_options.Compress ? _packed.Of(message.Body) : message.Body),
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
        _connection.Dispose();
        _packed.Dispose();
    }

    private Task<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        foreach ((string name, string value) in _options.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        if (_options.Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Token);
        }

        return _connection.SendAsync(request, (response, body)
            => new HttpAnswer((int)response.StatusCode, body, _connection.Wait(response), Elsewhere(response)), stop);
    }

    private Uri Absolute(Uri place) => place.IsAbsoluteUri ? place : new Uri(_options.Address, place);

    private string? Elsewhere(HttpResponseMessage response)
        => response.Headers.Location is { } place && Absolute(place) is { Scheme: "http" or "https" } address ? HttpAddress.Show(address) : null;
}
