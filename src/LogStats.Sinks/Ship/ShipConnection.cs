using System.Net;
using System.Net.Http.Headers;
using LogStats.Faults;
using LogStats.Sinks.Http;
using LogStats.Sinks.Tls;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.Ship;

/// <summary>
/// Requests to one receiver, several at once, over connections that are kept open. Each has a time limit. Nothing follows a redirect,
/// so neither a token nor a line goes where it was not meant to.
/// </summary>
internal sealed class ShipConnection : IDisposable
{
    private const int LongestAnswer = 8 << 20;

    private readonly ShipOptions _options;
    private readonly TlsTrust _trust;
    private readonly HttpClient _http;

    /// <exception cref="LogStatsException">The options do not go together.</exception>
    public ShipConnection(ShipOptions options)
    {
        _options = options;
        ShipAddress.Check(options);
        _trust = new TlsTrust(options.CertificatePin, options.AuthorityFile, options.CertificateFile, options.KeyFile);
        SocketsHttpHandler handler = new()
        {
            MaxConnectionsPerServer = options.Connections + 1, // One more, for questions.
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // A name may come to mean another machine.
            ConnectTimeout = options.Timeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = _trust.Options(),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Shown => HttpAddress.Show(_options.Address);

    public async Task<ShipAnswer> PostAsync(string place, HttpContent content, CancellationToken stop, Action<HttpRequestHeaders>? head = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, ShipAddress.Of(_options.Address, place))
        {
            Content = content,
            Version = HttpVersion.Version11,
        };
        head?.Invoke(request.Headers);
        if (_options.Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Token);
        }

        using CancellationTokenSource late = _options.Timeout == Timeout.InfiniteTimeSpan ? new() : new(_options.Timeout, _options.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return new ShipAnswer((int)response.StatusCode, await BodyAsync(response, either.Token).ConfigureAwait(false), Wait(response));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ShipAnswer(0, default, null, ShipFaults.Timeout(Shown, _options.Timeout));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new ShipAnswer(0, default, null, WebFaults.Of(Shown, error, _trust, ShipFaults.Away));
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>To its end, because an answer that was cut off is none.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken stop)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        using MemoryStream body = new();
        byte[] block = new byte[4096];
        for (int read; (read = await stream.ReadAsync(block, stop).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > LongestAnswer)
            {
                throw new IOException("the answer is far too long");
            }

            body.Write(block, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - _options.Clock.GetUtcNow(),
        _ => null,
    };
}
