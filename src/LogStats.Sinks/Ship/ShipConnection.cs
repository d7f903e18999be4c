using System.Net;
using System.Net.Http.Headers;
using LogStats.Faults;
using LogStats.Sinks.Http;
using LogStats.Sinks.Tls;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.Ship;

/// <summary>Requests to one receiver, several at once. What breaks on the way is an answer too: one that holds a fault.</summary>
internal sealed class ShipConnection : IDisposable
{
    private readonly ShipOptions _options;
    private readonly WebConnection _connection;

    /// <exception cref="LogStatsException">The options do not go together.</exception>
    public ShipConnection(ShipOptions options)
    {
        _options = options;
        ShipAddress.Check(options);
        _connection = new WebConnection(new WebConnectionOptions
        {
            Shown = Shown,
            Trust = new TlsTrust(options.CertificatePin, options.AuthorityFile, options.CertificateFile, options.KeyFile),
            Timeout = options.Timeout,
            Clock = options.Clock,
            Program = "the receiver",
            Again = "nothing is lost, because what it did not answer for is still in its log",
            Connections = options.Connections + 1, // One more, for questions.
        });
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

        try
        {
            return await _connection.SendAsync(request, (response, body) => new ShipAnswer((int)response.StatusCode, body, _connection.Wait(response)), stop).ConfigureAwait(false);
        }
        catch (LogStatsException fault)
        {
            return new ShipAnswer(0, default, null, fault);
        }
    }

    public void Dispose() => _connection.Dispose();
}
