using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LogStats.Faults;
using LogStats.Sinks.Tls;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// One server and one connection to it, kept open. It asks and gives what was answered; only what breaks on the way is a
/// fault. Secrets go into headers and nowhere else.
/// </summary>
internal sealed class InfluxServer : IDisposable
{
    private const int LongestAnswer = 1024 * 1024;

    private readonly InfluxSinkOptions _options;
    private readonly TlsTrust _trust;
    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue? _login;
    private readonly Uri _root;
    private readonly Uri _write;
    private readonly MemoryStream _packed = new();

    /// <exception cref="LogStatsException">The options do not go together.</exception>
    public InfluxServer(InfluxSinkOptions options)
    {
        _options = options;
        _root = Root(options.Server!);
        Shown = Name(options);
        _trust = new TlsTrust(options.CertificatePin);
        _login = Login(options);
        _write = new Uri(_root, WritePath(options));
        Compress = options.Compress ?? !_root.IsLoopback;
        SocketsHttpHandler handler = new()
        {
            MaxConnectionsPerServer = 1,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.Timeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = _trust.Options(),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
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
        using HttpRequestMessage request = new(HttpMethod.Post, _write) { Content = new ReadOnlyMemoryContent(packed ? Pack(lines) : lines) };
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
        _http.Dispose();
        _packed.Dispose();
    }

    private async Task<(InfluxAnswer Answer, string? Version)> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        request.Headers.Authorization = _login;
        using CancellationTokenSource late = _options.Timeout == Timeout.InfiniteTimeSpan ? new() : new(_options.Timeout, _options.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            string body = await BodyAsync(response, either.Token).ConfigureAwait(false);
            string? version = response.Headers.TryGetValues("X-Influxdb-Version", out IEnumerable<string>? values) ? values.First() : null;
            return (new InfluxAnswer((int)response.StatusCode, body, Wait(response), response.Headers.Date), version);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw InfluxFaults.Timeout(Shown, _options.Timeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw InfluxFaults.Of(Shown, error, _trust);
        }
    }

    /// <summary>The body, to a bound: an answer may name every line that is wrong.</summary>
    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return "";
        }

        using Stream stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        using MemoryStream body = new();
        byte[] block = new byte[8192];
        for (int read; body.Length < LongestAnswer && (read = await stream.ReadAsync(block, stop).ConfigureAwait(false)) > 0;)
        {
            body.Write(block, 0, read);
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - _options.Clock.GetUtcNow(),
        _ => null,
    };

    private ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> lines)
    {
        _packed.SetLength(0);
        using (GZipStream gzip = new(_packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(lines.Span);
        }

        return _packed.GetBuffer().AsMemory(0, (int)_packed.Length);
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
