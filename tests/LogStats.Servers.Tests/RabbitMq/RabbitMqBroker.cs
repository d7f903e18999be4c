using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using LogStats.Faults;
using LogStats.Sinks.RabbitMq;
using RabbitMQ.Client;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>
/// A real RabbitMQ on loopback ports, in a folder of its own, with and without TLS. It can be killed and started again on what it
/// has on the disk. A shell waits beside it until this program lets go of it, or ends in whatever way, and then kills all of it.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class RabbitMqBroker : IAsyncDisposable
{
    public const string Password = "not-a-secret";

    /// <summary>A user of <c>logs</c> and of nothing else.</summary>
    public const string User = "ann";

    /// <summary>A user who may enter <c>/</c> and do nothing there.</summary>
    public const string Nobody = "bob";

    private const string Memory = "/dev/shm";

    // Each in a session of its own, so that one signal reaches all of it and none of ours does; ended when the pipe of standard input is.
    private const string Keeper = """
        exec 3<&0
        setsid "$@" </dev/null >>"$LOGSTATS_OUT" 2>&1 &
        server=$!
        echo $server
        { read -r _ <&3; kill -s KILL -- -$server; } >/dev/null 2>&1 &
        wait $server
        """;

    private readonly string _root = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Join(Memory, $"logstats-rabbit-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("logstats-rabbit-").FullName;

    private readonly Dictionary<string, string> _variables = [];
    private readonly string _setup;
    private Process? _names;
    private Process? _node;
    private int _queues;

    private RabbitMqBroker(string setup)
    {
        _setup = setup;
        Tls = BrokerTls.Make(Path.Join(_root, "tls"));
    }

    public int Port { get; } = Loopback.FreePort();

    public int TlsPort { get; } = Loopback.FreePort();

    internal BrokerTls Tls { get; }

    internal RabbitMqServerOptions Options => new() { Host = "127.0.0.1", Port = Port };

    /// <param name="setup">Further lines of its configuration.</param>
    public static async Task<RabbitMqBroker> StartAsync(string setup = "")
    {
        RabbitMqBroker broker = new(setup);
        try
        {
            await broker.PrepareAsync();
            await broker.StartAgainAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on what is on the disk; done once it lets people in.</summary>
    public async Task StartAgainAsync()
    {
        _node = await KeepAsync([RabbitMqPrograms.Server]);
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                await using IConnection connection = await new RabbitMqServer(Options).ConnectAsync(limit.Token);
                return;
            }
            catch (LogStatsException) when (!_node.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"RabbitMQ did not start: {await File.ReadAllTextAsync(Path.Join(_root, "out"), CancellationToken.None)}", error);
            }
        }
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        if (_node is not null)
        {
            await EndAsync(_node);
            _node = null;
        }
    }

    /// <summary>
    /// Until the name of a queue stands in the files in which RabbitMQ 3.10 looks for it when it starts. It writes it some seconds
    /// after it has declared the queue; killed before that, it comes back without a classic queue, and with an empty quorum queue
    /// that nobody leads.
    /// </summary>
    public async Task KnowsAsync(string queue, bool isQuorum)
    {
        string node = Path.Join(_root, "mnesia", $"logstats{Port}@localhost");
        string[] files = isQuorum ? [Path.Join(node, "quorum", $"logstats{Port}@localhost", "names.dets")]
            : [Path.Join(node, "LATEST.LOG"), Path.Join(node, "rabbit_durable_queue.DCL"), Path.Join(node, "rabbit_durable_queue.DCD")];
        byte[] name = Encoding.UTF8.GetBytes(queue);
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        while (!files.Any(file => File.Exists(file) && File.ReadAllBytes(file).AsSpan().IndexOf(name) >= 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>A name that no other test has.</summary>
    public string Queue() => string.Create(CultureInfo.InvariantCulture, $"q{Interlocked.Increment(ref _queues)}");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_names is not null)
        {
            await EndAsync(_names);
        }

        // What Erlang started beside the node goes a moment after it.
        for (int tries = 0; ; tries++)
        {
            try
            {
                Directory.Delete(_root, recursive: true);
                return;
            }
            catch (IOException) when (tries < 1000)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    private async Task PrepareAsync()
    {
        string certificate = $"""
            listeners.tcp.1 = 127.0.0.1:{Port}
            listeners.ssl.1 = 127.0.0.1:{TlsPort}
            ssl_options.certfile = {Tls.Certificate}
            ssl_options.keyfile = {Tls.Key}
            ssl_options.cacertfile = {Tls.Authority}
            ssl_options.verify = verify_peer
            ssl_options.fail_if_no_peer_cert = false
            load_definitions = {_root}/definitions.json
            disk_free_limit.absolute = 1MB
            vm_memory_high_watermark.absolute = 512MB
            {_setup}
            """;
        await File.WriteAllTextAsync(Path.Join(_root, "rabbitmq.conf"), certificate);
        await File.WriteAllTextAsync(Path.Join(_root, "enabled_plugins"), "[].");
        await File.WriteAllTextAsync(Path.Join(_root, "definitions.json"), $$"""
            {
              "vhosts": [{ "name": "/" }, { "name": "logs" }],
              "users": [
                { "name": "guest", "password": "guest", "tags": "administrator" },
                { "name": "{{User}}", "password": "{{Password}}", "tags": "" },
                { "name": "{{Nobody}}", "password": "{{Password}}", "tags": "" }
              ],
              "permissions": [
                { "user": "guest", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" },
                { "user": "{{User}}", "vhost": "logs", "configure": ".*", "write": ".*", "read": ".*" },
                { "user": "{{Nobody}}", "vhost": "/", "configure": "", "write": "", "read": "" }
              ]
            }
            """);
        int names = Loopback.FreePort();
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
        [
            ("HOME", _root), ("LANG", "C.UTF-8"), ("LOGSTATS_OUT", Path.Join(_root, "out")), ("ERL_EPMD_PORT", $"{names}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_NODENAME", $"logstats{Port}@localhost"), ("RABBITMQ_CONFIG_FILE", Path.Join(_root, "rabbitmq.conf")),
            ("RABBITMQ_MNESIA_BASE", Path.Join(_root, "mnesia")), ("RABBITMQ_LOG_BASE", Path.Join(_root, "log")), ("RABBITMQ_LOGS", "-"),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Join(_root, "enabled_plugins")), ("RABBITMQ_PID_FILE", Path.Join(_root, "pid")),
            ("RABBITMQ_DIST_PORT", $"{Loopback.FreePort()}"), ("RABBITMQ_CONF_ENV_FILE", "/dev/null"), ("RABBITMQ_GENERATED_CONFIG_DIR", Path.Join(_root, "gen")),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none"),
        ])
        {
            _variables[name] = value;
        }

        if (Environment.IsPrivilegedProcess)
        {
            await Programs.RunAsync("chown", ["-R", "65534:65534", _root]);
        }

        _names = await KeepAsync([Programs.Find(RabbitMqPrograms.Names)!, "-port", $"{names}", "-address", "127.0.0.1"]);
        await Loopback.ReadyAsync(_names, names);
    }

    private async Task<Process> KeepAsync(string[] line)
    {
        string[] drop = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"] : [];
        ProcessStartInfo start = new("setsid", ["sh", "-c", Keeper, "sh", .. drop, .. line])
        {
            WorkingDirectory = _root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in _variables)
        {
            start.Environment[name] = value;
        }

        Process keeper = Process.Start(start)!;
        _ = await keeper.StandardOutput.ReadLineAsync();
        return keeper;
    }

    private static async Task EndAsync(Process keeper)
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }
}
