using System.Net;

namespace LogStats.Sinks.Web;

/// <summary>
/// Connections to one server, one if nobody says otherwise, kept open. It sends a request and gives what was answered, once the answer is there to its end; only
/// what breaks on the way is a fault. Nothing follows a redirect, so no secret goes where it was not meant to.
/// </summary>
internal sealed class WebConnection : IDisposable
{
    public const int LongestAnswer = 1024 * 1024;

    private readonly WebConnectionOptions _options;
    private readonly HttpClient _http;

    public WebConnection(WebConnectionOptions options)
    {
        _options = options;
        SocketsHttpHandler handler = new()
        {
            MaxConnectionsPerServer = options.Connections,
            PooledConnectionLifetime = options.Lifetime,
            PooledConnectionIdleTimeout = options.IdleTime,
            ConnectTimeout = options.Timeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = options.Trust.Options(),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="request">What to send; its bytes must stay as they are until this is over.</param>
    /// <param name="answer">Takes from the answer what is wanted, of its body the beginning.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="Faults.LogStatsException">There is no answer, or not all of one.</exception>
    public async Task<T> SendAsync<T>(HttpRequestMessage request, Func<HttpResponseMessage, ReadOnlyMemory<byte>, T> answer, CancellationToken stop)
    {
        using CancellationTokenSource late = _options.Timeout == Timeout.InfiniteTimeSpan ? new() : new(_options.Timeout, _options.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return answer(response, await BodyAsync(response, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw WebFaults.Late(_options);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw WebFaults.Of(_options, error);
        }
    }

    /// <summary>How long a server asks to be left alone; null: it does not.</summary>
    public TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - _options.Clock.GetUtcNow(),
        _ => null,
    };

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// The beginning of the body. It is read to its end, because an answer that was cut off is none; but not for ever.
    /// </summary>
    private async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return default;
        }

        using Stream stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        using MemoryStream kept = new();
        byte[] block = new byte[8192];
        int all = 0;
        for (int read; all < LongestAnswer && (read = await stream.ReadAsync(block, stop).ConfigureAwait(false)) > 0; all += read)
        {
            kept.Write(block, 0, Math.Min(read, _options.Kept - (int)kept.Length));
        }

        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}
