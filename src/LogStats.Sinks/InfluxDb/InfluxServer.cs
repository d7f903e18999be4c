using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using LogStats.Faults;
using LogStats.Sinks.Tls;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// One server and the connection to it: asks and gives what was answered. Secrets go into headers and nowhere else.
/// </summary>
internal sealed class InfluxServer : IDisposable
{
    private readonly InfluxSinkOptions _options;
    private readonly WebConnection _connection;
    private readonly AuthenticationHeaderValue? _login;
    private readonly Uri _root;
    private readonly Uri _write;
    private readonly GzipBody _packed = new();

    /// <exception cref="LogStatsException">The options do not go together.</exception>
    public InfluxServer(InfluxSinkOptions options)
    {
        _options = options;
        _root = Root(options.Server!);
        Shown = Name(options);
        _login = Login(options);
        _write = new Uri(_root, WritePath(options));
        Compress = options.Compress ?? !_root.IsLoopback;
        _connection = new WebConnection(new WebConnectionOptions
        {
            Shown = Shown,
            Trust = new TlsTrust(options.CertificatePin),
            Timeout = options.Timeout,
            Clock = options.Clock,
            Program = "InfluxDB",
            Again = InfluxFaults.Again,
            Lifetime = Timeout.InfiniteTimeSpan,
            IdleTime = TimeSpan.FromMinutes(5),
        });
    }

    /// <summary>What it is called in messages: no user, no password.</summary>
    public string Shown { get; }

    public bool IsBucket => _options.Bucket is not null;

    public bool Compress { get; }

    /// <summary>What a server and its database or bucket are called in messages.</summary>
    public static string Name(InfluxSinkOptions options)
        => $"{Root(options.Server!).ToString().TrimEnd('/')}/{options.Bucket ?? options.Database}";

    /// <summary>Whether secrets go over a network where anybody on it can read them.</summary>
    public bool TellsSecrets => _login is not null && _root.Scheme == Uri.UriSchemeHttp && !_root.IsLoopback;

    /// <summary>The server's version as it names itself, without a leading v; null if it does not.</summary>
    public async Task<string?> VersionAsync(CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_root, "ping"));
        (InfluxAnswer answer, string? version) = await SendAsync(request, stop).ConfigureAwait(false);
        return answer.Status is >= 500 ? throw InfluxFaults.Of(Shown, answer, IsBucket) : version?.TrimStart('v');
    }

    /// <summary>Writes lines. The bytes must stay as they are until this is over.</summary>
    public async Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken stop)
    {
        bool packed = Compress && lines.Length > 0;
        using HttpRequestMessage request = new(HttpMethod.Post, _write) { Content = new ReadOnlyMemoryContent(packed ? _packed.Of(lines) : lines) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        if (packed)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        return (await SendAsync(request, stop).ConfigureAwait(false)).Answer;
    }

    /// <summary>Runs a statement of InfluxQL in the database.</summary>
    public async Task<InfluxAnswer> QueryAsync(string statement, CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(_root, $"query?db={Uri.EscapeDataString(_options.Database ?? "")}"))
        {
            Content = new FormUrlEncodedContent([new("q", statement)]),
        };
        return (await SendAsync(request, stop).ConfigureAwait(false)).Answer;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _packed.Dispose();
    }

    private Task<(InfluxAnswer Answer, string? Version)> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        request.Headers.Authorization = _login;
        return _connection.SendAsync(request, (response, body) => (
            new InfluxAnswer((int)response.StatusCode, Encoding.UTF8.GetString(body.Span), _connection.Wait(response), response.Headers.Date),
            response.Headers.TryGetValues("X-Influxdb-Version", out IEnumerable<string>? values) ? values.First() : null), stop);
    }

    private static Uri Root(Uri server)
    {
        UriBuilder bare = new(server) { UserName = "", Password = "", Query = "", Fragment = "" };
        bare.Path = bare.Path.TrimEnd('/') + "/";
        return bare.Uri;
    }

    private static AuthenticationHeaderValue? Login(InfluxSinkOptions options)
    {
        if (options.Token is { Length: > 0 } token)
        {
            return token.All(static letter => letter is > ' ' and < '\u007f')
                ? new AuthenticationHeaderValue("Token", token)
                : throw Fail.Value("the token", "***", "letters, digits and signs on one line, without blanks");
        }

        string[] parts = options.Server!.UserInfo.Split(':', 2);
        string user = options.User ?? Uri.UnescapeDataString(parts[0]);
        string password = options.Password ?? (parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        return user.Length == 0 ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    private static string WritePath(InfluxSinkOptions options)
    {
        List<(string Name, string? Value)> parts = options.Bucket is not null
            ? [("bucket", options.Bucket), ("org", options.Organization), ("precision", "ns")]
            : [("db", options.Database), ("rp", options.RetentionPolicy), ("precision", "ns")];
        return (options.Bucket is null ? "write?" : "api/v2/write?") + string.Join('&', parts
            .Where(static part => !string.IsNullOrEmpty(part.Value))
            .Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.Name}={Uri.EscapeDataString(part.Value!)}")));
    }
}
