using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Sinks.PostgreSql;
using Npgsql;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>
/// A real PostgreSQL server on a loopback port and a socket, in a folder of its own. It refuses to run as root, so there it
/// runs as nobody.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlServer : IAsyncDisposable
{
    public const string Password = "not-a-secret";
    private readonly string _root = Directory.CreateTempSubdirectory("logstats-pg-").FullName;
    private Process? _process;
    private int _names;

    public int Port { get; } = Loopback.FreePort();

    public string Root => _root;

    public string Socket => Path.Join(_root, "sock");

    public string LogFile => Path.Join(_root, "log");

    public int ProcessId => _process!.Id;

    /// <summary>The connection of the owner, or of another role, to the database "postgres" or another one.</summary>
    public string Uri(string database = "postgres", string user = "postgres", string password = Password)
        => $"postgresql://{user}:{password}@127.0.0.1:{Port}/{database}";

    internal PostgreSqlConnectionOptions Connection(string database = "postgres", string user = "postgres", string password = Password) => new()
    {
        ConnectionString = Uri(database, user, password),
        Variable = static _ => null,
    };

    /// <param name="durable">Whether the server waits for its disk, as real ones do.</param>
    public static async Task<PostgreSqlServer> StartAsync(bool durable = false, params string[] settings)
    {
        PostgreSqlServer server = new();
        await server.PrepareAsync(durable, settings);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        _process = Launch("postgres", ["-D", Path.Join(_root, "data")], log: true);
        while (await RunAsync("pg_isready", ["-q", "-h", "127.0.0.1", "-p", PortText]) != 0)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"postgres ended: {File.ReadAllText(LogFile)}");
            }
        }
    }

    /// <summary>Kills the server and all its children as the kernel does, as far as one signal does that.</summary>
    public async Task KillAsync(string signal)
    {
        await Programs.RunAsync("sh", ["-c", $"kill -{signal} {_process!.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Kills whoever serves that database, as the kernel does; the server then throws all others out too.</summary>
    public Task KillBackendAsync(string database)
    {
        string children = File.ReadAllText($"/proc/{_process!.Id}/task/{_process.Id}/children");
        foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (File.ReadAllText($"/proc/{child}/cmdline").StartsWith($"postgres: postgres {database} ", StringComparison.Ordinal))
                {
                    return Programs.RunAsync("sh", ["-c", $"kill -KILL {child}"]);
                }
            }
            catch (IOException)
            {
                // It has ended in the meantime.
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>A database of its own for a test.</summary>
    public async Task<string> DatabaseAsync(string more = "")
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _names)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} {more}");
        return name;
    }

    public async Task<NpgsqlConnection> OpenAsync(string database)
    {
        NpgsqlConnection connection = new($"Host=127.0.0.1;Port={PortText};Username=postgres;Password={Password};Database={database};Pooling=False;Timezone=UTC");
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(database);
        await using NpgsqlCommand command = new(sql, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    /// <summary>Each row as PostgreSQL writes it: values with bars between, nothing for what is missing.</summary>
    public async Task<string[]> RowsAsync(string database, string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(database);
        await using NpgsqlCommand command = new($"SELECT concat_ws('|', VARIADIC (SELECT array_agg(coalesce(v, '') ORDER BY n) FROM "
            + $"json_each_text(to_json(q)) WITH ORDINALITY AS e(k, v, n))) FROM ({sql}) AS q", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }

    public async Task<string> ValueAsync(string database, string sql) => (await RowsAsync(database, sql)).Single();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync("QUIT");
        }

        Directory.Delete(_root, recursive: true);
    }

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private async Task PrepareAsync(bool durable, string[] settings)
    {
        Directory.CreateDirectory(Socket);
        string secret = Path.Join(_root, "secret");
        await File.WriteAllTextAsync(secret, Password);
        if (Environment.IsPrivilegedProcess)
        {
            await Programs.RunAsync("chown", ["-R", "65534:65534", _root]);
        }

        int code = await RunAsync("initdb",
            ["-D", Path.Join(_root, "data"), "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        if (code != 0)
        {
            throw new InvalidOperationException($"initdb ended with {code}.");
        }

        string[] lines =
        [
            "listen_addresses = '127.0.0.1,::1'", $"port = {PortText}", $"unix_socket_directories = '{Socket}'", "shared_buffers = 32MB",
            "autovacuum = off", .. durable ? [] : (string[])["fsync = off", "full_page_writes = off"], .. settings,
        ];
        await File.AppendAllLinesAsync(Path.Join(_root, "data", "postgresql.conf"), lines);
    }

    private async Task<int> RunAsync(string program, string[] arguments)
    {
        using Process process = Launch(program, arguments, log: false);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private Process Launch(string program, string[] arguments, bool log)
    {
        // The shell is replaced by the program, so that the process is the server and what it says stands in a file.
        string[] drop = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"] : [];
        string[] line = [.. drop, PostgreSqlPrograms.Path(program), .. arguments];
        ProcessStartInfo start = new("sh", ["-c", $"exec \"$@\" >>{(log ? LogFile : "/dev/null")} 2>&1", "sh", .. line]) { WorkingDirectory = _root };
        return Process.Start(start)!;
    }
}
