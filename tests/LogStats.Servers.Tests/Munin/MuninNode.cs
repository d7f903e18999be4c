using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace LogStats.Servers.Tests.Munin;

/// <summary>
/// A real munin-node on a loopback port, with a folder of its own for configuration, plugins and their state: the one
/// plugin is the script given.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class MuninNode : IAsyncDisposable
{
    public const string Program = "munin-node";

    /// <summary>
    /// munin-node takes its folder of plugins from nowhere but the place it was built for. Its script can be loaded by
    /// another, which says where that is.
    /// </summary>
    private const string Loader = """
        $Munin::Common::Defaults::MUNIN_CONFDIR = shift;
        $Munin::Common::Defaults::MUNIN_PLUGSTATE = "$Munin::Common::Defaults::MUNIN_CONFDIR/state";
        $0 = "munin-node";
        require shift;
        exit main();
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("logstats-munin-").FullName;
    private readonly int _port = Loopback.FreePort();
    private Process? _process;

    /// <summary>Starts it with a script as the plugin of that name, and with lines of the plugin's configuration such as <c>env.NAME value</c>.</summary>
    public static async Task<MuninNode> StartAsync(string plugin, string script, params string[] settings)
    {
        MuninNode node = new();
        node.Prepare(plugin, script, settings);
        node._process = Programs.Start("perl",
            ["-MMunin::Common::Defaults", "-e", Loader, node._root, Programs.Find(Program)!, "--config", node.Config]);
        await Loopback.ReadyAsync(node._process, node._port);
        return node;
    }

    private string Config => Path.Join(_root, "munin-node.conf");

    /// <summary>A session as the master has them: what each of the commands was answered with, without the closing dot.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(params string[] commands)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _port);
        using StreamReader reader = new(client.GetStream(), Encoding.UTF8);
        await reader.ReadLineAsync(); // "# munin node at ..."
        List<string> answers = [];
        foreach (string command in commands)
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\n"));
            answers.Add(IsOneLine(command) ? await reader.ReadLineAsync() ?? "" : await UntilDotAsync(reader));
        }

        return answers;
    }

    /// <summary>The same plugin run once by munin-run, the tool for trying plugins.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string plugin, params string[] arguments)
    {
        using Process process = Programs.Start("munin-run",
        [
            "--config", Config, "--servicedir", Path.Join(_root, "plugins"), "--sconfdir", Path.Join(_root, "plugin-conf.d"),
            plugin, .. arguments,
        ]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_root, recursive: true);
    }

    private static bool IsOneLine(string command) => command.Split(' ')[0] is "cap" or "list" or "version";

    private static async Task<string> UntilDotAsync(StreamReader reader)
    {
        StringBuilder answer = new();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            answer.Append(line).Append('\n');
        }

        return answer.ToString();
    }

    private void Prepare(string plugin, string script, string[] settings)
    {
        foreach (string folder in (string[])["plugins", "plugin-conf.d", "state"])
        {
            Directory.CreateDirectory(Path.Join(_root, folder));
        }

        string path = Path.Join(_root, "plugins", plugin);
        File.WriteAllText(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        bool root = Environment.IsPrivilegedProcess; // Started by root, it would run plugins as nobody.
        File.WriteAllLines(Path.Join(_root, "plugin-conf.d", plugin), [$"[{plugin}]", .. root ? ["user root"] : Array.Empty<string>(), .. settings]);
        File.WriteAllText(Config, $"""
            log_file {_root}/munin-node.log
            pid_file {_root}/munin-node.pid
            background 0
            setsid 0
            {(root ? "user root\ngroup root" : "")}
            host_name node.example.com
            allow ^127\.0\.0\.1$
            host 127.0.0.1
            port {_port}

            """);
    }
}
