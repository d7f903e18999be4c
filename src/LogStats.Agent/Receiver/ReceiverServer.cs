using System.Net.Security;
using System.Security.Authentication;
using LogStats.Faults;
using LogStats.Receive;
using LogStats.Sinks.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LogStats.Agent.Receiver;

/// <summary>The listener: Kestrel with limits on everything that a stranger could make large or slow.</summary>
internal sealed class ReceiverServer : IAsyncDisposable
{
    private readonly ReceiverSettings _settings;
    private readonly AlarmBook _alarms;
    private readonly Callers _callers;
    private readonly WebApplication _application;
    private volatile SslStreamCertificateContext? _certificate;
    private volatile ClientCertificates? _clients;

    /// <exception cref="LogStatsException">A file cannot be used, or tokens would be taken in clear text.</exception>
    public ReceiverServer(ReceiverSettings settings, BatchReceiver receiver, TimeProvider clock)
    {
        (_settings, _alarms) = (settings, receiver.Alarms);
        _callers = new Callers(settings, receiver.Alarms, clock);
        ReadCertificates();
        ReceiverRequests requests = new(settings, receiver, _callers);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "logstats" });
        _ = builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit);
        _ = builder.Services.AddSingleton<IMemoryPoolFactory<byte>, WideBlocks>();
        _ = builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        _ = builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        _application = builder.Build();
        _application.Run(requests.AnswerAsync);
    }

    /// <summary>Where it listens, as addresses for people.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <exception cref="LogStatsException">The address is somebody else's.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        try
        {
            await _application.StartAsync(stop);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException)
        {
            throw Fail.ListenAddressInUse(string.Join(", ", _settings.Listen), error.Message, error);
        }

        Addresses = [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
    }

    /// <summary>Reads tokens and certificates again; what was in force stays where that fails.</summary>
    /// <exception cref="LogStatsException">It failed.</exception>
    public void Reload()
    {
        _callers.Reload();
        ReadCertificates();
    }

    /// <summary>No connection is taken any more; what came whole is still answered.</summary>
    public Task StopAsync() => _application.StopAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void ReadCertificates()
    {
        SslStreamCertificateContext? certificate = _settings.CertificateFile is { } path ? CertificateFile.ReadOwn(path, _settings.KeyFile) : null;
        _clients = _settings.ClientAuthorityFile is { } authority ? new ClientCertificates(authority, _settings.RevokedFile, _alarms) : null;
        _certificate = certificate;
    }

    private void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = _settings.MostConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = 2L * _settings.LongestBatch;
        limits.MaxRequestBufferSize = 256 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxResponseBufferSize = 16 * 1024;
        limits.RequestHeadersTimeout = _settings.Patience;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(4 * 1024, _settings.Patience);
        limits.MinResponseDataRate = new MinDataRate(240, _settings.Patience);
        foreach (ListenAddress listen in _settings.Listen)
        {
            kestrel.Listen(listen.EndPoint, options => Listen(options, listen));
        }
    }

    private void Listen(ListenOptions options, ListenAddress listen)
    {
        options.Protocols = HttpProtocols.Http1;
        if (listen.IsTls)
        {
            _ = options.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = _settings.Patience,
                OnConnection = _ => ValueTask.FromResult(Tls()),
            });
        }

        options.Use(next => connection =>
        {
            connection.Features.Set(listen);
            return next(connection);
        });
    }

    private SslServerAuthenticationOptions Tls()
    {
        SslServerAuthenticationOptions options = new()
        {
            ServerCertificateContext = _certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (_clients is { } clients)
        {
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, shown, _, errors) => clients.IsGood(shown, errors);
        }

        return options;
    }

    /// <summary>The program itself knows when it ends.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
