using System.Net;
using LogStats.Archive;
using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Agent.Receiver;

/// <summary>Where the receiver listens, and for whom.</summary>
/// <param name="EndPoint">The address and the port; 0 for any port.</param>
/// <param name="IsTls">Whether TLS is spoken there.</param>
/// <param name="Sources">The only sources that may send there; empty for all.</param>
internal sealed record ListenAddress(IPEndPoint EndPoint, bool IsTls, IReadOnlyList<string> Sources)
{
    private const string Expected = "an address such as https://0.0.0.0:5001, http://127.0.0.1:5000 or https://[::]:5001=web1,web2";

    public bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

    /// <exception cref="LogStatsException">It is none.</exception>
    public static ListenAddress Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] sources = equals < 0 ? [] : text[(equals + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string address = equals < 0 ? text : text[..equals];
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0
            || uri.PathAndQuery is not ("/" or "") || (equals >= 0 && sources.Length == 0) || !sources.All(static source => ArchiveLayout.IsSource(source)))
        {
            throw Fail.Value("--listen", text, Expected);
        }

        string host = uri.Host.Trim('[', ']');
        IPAddress? at = host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out IPAddress? parsed) ? parsed : null;
        int port = uri.IsDefaultPort && !address.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal) ? BatchPort : uri.Port;
        return at is null ? throw Fail.Value("--listen", text, Expected) : new ListenAddress(new IPEndPoint(at, port), uri.Scheme == "https", sources);
    }

    /// <summary>The port of the replaced program.</summary>
    private const int BatchPort = 5000;

    public override string ToString() => $"{(IsTls ? "https" : "http")}://{EndPoint}";
}
