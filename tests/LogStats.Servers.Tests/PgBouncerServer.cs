using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace LogStats.Servers.Tests;

/// <summary>
/// A real pgbouncer in front of a real PostgreSQL, both on loopback ports and in a folder of their own: databases 'shop'
/// and 'alias', which leads to it, and 'gone', whose server is not there. Both run as nobody where the tests run as root,
/// because neither would as root.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PgBouncerServer : IAsyncDisposable
{
    public const string Password = "not-a-secret";

    private const int Nobody = 65534;

    private readonly string _root = Directory.CreateTempSubdirectory("logstats-pgb-").FullName;
    private readonly int _serverPort = Loopback.FreePort();
    private Process? _server;
    private Process? _pooler;

    public int Port { get; } = Loopback.FreePort();

    public string LogFile => Path.Join(_root, "pgbouncer.log");

    /// <summary>What this machine lacks; null for nothing.</summary>
    public static string? Lack()
        => NeedsTheoryAttribute.Lack("pgbouncer") ?? NeedsTheoryAttribute.Lack("psql") ?? (ServerProgram("initdb") is null ? "no PostgreSQL server on this machine" : null);

    public static async Task<PgBouncerServer> StartAsync()
    {
        PgBouncerServer started = new();
        try
        {
            await started.PrepareAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>One statement through the pooler, as psql sends it.</summary>
    public Task<int> QueryAsync(string database, string user, string password, string statement) => Programs.RunAsync(
        "psql", ["-qAtX", "-c", statement, $"host=127.0.0.1 port={Port} dbname={database} user='{user}'"],
        new Dictionary<string, string> { ["PGPASSWORD"] = password });

    public Task<int> CommandAsync(string command) => QueryAsync("pgbouncer", "postgres", Password, command);

    /// <summary>One statement to the server itself.</summary>
    public Task<int> AtServerAsync(string statement) => Programs.RunAsync(
        "psql", ["-qAtX", "-c", statement, $"host=127.0.0.1 port={_serverPort} dbname=postgres user=postgres"],
        new Dictionary<string, string> { ["PGPASSWORD"] = Password });

    /// <summary>Says hello with any name, which psql would not send, and leaves. Gives the port it came from.</summary>
    public async Task<int> KnockAsync(string user, string database)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        int port = ((IPEndPoint)client.Client.LocalEndPoint!).Port;
        byte[] words = Encoding.UTF8.GetBytes($"user\0{user}\0database\0{database}\0\0");
        byte[] packet = [.. Int32(words.Length + 8), .. Int32(196608), .. words];
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(packet);
        byte[] answer = new byte[1024];
        if (await stream.ReadAsync(answer) > 0 && answer[0] == 'R')
        {
            byte[] password = Encoding.ASCII.GetBytes("md5" + new string('0', 32) + "\0");
            await stream.WriteAsync((byte[])[(byte)'p', .. Int32(password.Length + 4), .. password]);
            while (await stream.ReadAsync(answer) > 0)
            {
            }
        }

        return port;
    }

    /// <summary>Until the log holds a text.</summary>
    public async Task LoggedAsync(string text)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (!File.Exists(LogFile) || !File.ReadAllText(LogFile).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>As logrotate does: another name for the log, and the pooler is told to open a new one.</summary>
    public async Task RotateAsync()
    {
        File.Move(LogFile, LogFile + ".1");
        await Programs.RunAsync("kill", ["-HUP", _pooler!.Id.ToString(CultureInfo.InvariantCulture)]);
    }

    /// <summary>Ends the pooler as an administrator would, so that its log is complete.</summary>
    public async Task StopAsync()
    {
        if (_pooler is { HasExited: false } pooler)
        {
            await Programs.RunAsync("kill", ["-INT", pooler.Id.ToString(CultureInfo.InvariantCulture)]);
            await pooler.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_pooler);
        await EndAsync(_server);
        _pooler?.Dispose();
        _server?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static async Task EndAsync(Process? process)
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static byte[] Int32(int value) => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(value));

    private static string? ServerProgram(string name) => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(folder => Path.Join(folder, "bin", name)).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault()
        : Programs.Find(name);

    private async Task PrepareAsync()
    {
        string data = Path.Join(_root, "data");
        string secret = Path.Join(_root, "secret");
        File.WriteAllText(secret, Password + "\n");
        File.WriteAllText(Path.Join(_root, "users.txt"), $"\"postgres\" \"{Password}\"\n");
        File.WriteAllText(Path.Join(_root, "pgbouncer.ini"), $"""
            [databases]
            shop = host=127.0.0.1 port={_serverPort} dbname=postgres
            alias = host=127.0.0.1 port={_serverPort} dbname=postgres
            gone = host=127.0.0.1 port=1
            [pgbouncer]
            logfile = {LogFile}
            listen_addr = 127.0.0.1
            listen_port = {Port}
            unix_socket_dir =
            auth_type = md5
            auth_file = {Path.Join(_root, "users.txt")}
            admin_users = postgres
            stats_period = 1
            client_login_timeout = 1
            query_wait_timeout = 1
            """);
        if (Environment.IsPrivilegedProcess)
        {
            await Programs.RunAsync("chown", ["-R", Nobody.ToString(CultureInfo.InvariantCulture), _root]);
        }

        await AsNobody(ServerProgram("initdb")!, "-D", data, "-U", "postgres", "-A", "md5", "--pwfile", secret, "--no-sync").WaitForExitAsync();
        _server = AsNobody(ServerProgram("postgres")!, "-D", data, "-p", _serverPort.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off");
        await Loopback.ReadyAsync(_server, _serverPort);
        while (await AtServerAsync("select 1") != 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        _pooler = AsNobody(Programs.Find("pgbouncer")!, Path.Join(_root, "pgbouncer.ini"));
        await Loopback.ReadyAsync(_pooler, Port);
    }

    /// <summary>setpriv becomes the program, so that its id is the program's.</summary>
    private static Process AsNobody(string program, params string[] arguments)
    {
        Process process = Environment.IsPrivilegedProcess
            ? Programs.Start("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", program, .. arguments])
            : Programs.Start(program, arguments);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
