using System.Diagnostics;
using System.Runtime.Versioning;

namespace LogStats.Servers.Tests;

/// <summary>
/// A real rsync daemon on a loopback port, in a folder of its own: modules 'pub' (to read), 'up' (to write, for alice) and
/// 'closed' (for nobody).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class RsyncDaemon : IAsyncDisposable
{
    public const string Password = "not-a-secret";
    private readonly string _root = Directory.CreateTempSubdirectory("logstats-rsyncd-").FullName;
    private readonly int _port = Loopback.FreePort();
    private Process? _process;

    public string LogFile => Path.Join(_root, "rsyncd.log");

    public string Source => Path.Join(_root, "pub");

    public string Target => Path.Join(_root, "client");

    public string Url(string module) => $"rsync://127.0.0.1:{_port}/{module}";

    public string UrlOfAlice(string module) => $"rsync://alice@127.0.0.1:{_port}/{module}";

    public static async Task<RsyncDaemon> StartAsync(string? logFormat)
    {
        RsyncDaemon daemon = new();
        daemon.Prepare(logFormat);
        daemon._process = Programs.Start("rsync",
            ["--daemon", "--no-detach", $"--config={Path.Join(daemon._root, "rsyncd.conf")}"]);
        await Loopback.ReadyAsync(daemon._process, daemon._port);
        return daemon;
    }

    public Task<int> ClientAsync(params string[] arguments) => Programs.RunAsync("rsync", arguments);

    public Task<int> ClientWithAsync(string password, params string[] arguments)
        => Programs.RunAsync("rsync", arguments, new Dictionary<string, string> { ["RSYNC_PASSWORD"] = password });

    /// <summary>Until the log holds a text so often: a client may be gone before the daemon has written of it.</summary>
    public async Task LoggedAsync(string text, int times)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (File.ReadAllText(LogFile).Split(text).Length <= times)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Ends the daemon, so that its log is complete.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    private void Prepare(string? logFormat)
    {
        Directory.CreateDirectory(Path.Join(Source, "dir with blank"));
        Directory.CreateDirectory(Path.Join(_root, "up"));
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Join(Source, "one.dat"), new string('x', 1000));
        File.WriteAllText(Path.Join(Source, "two words.dat"), new string('y', 2000));
        File.WriteAllText(Path.Join(Source, "dir with blank", "a [1.2.3.4] mod (user) b 12"), "forged");
        File.WriteAllText(Path.Join(Source, "new\nline"), "n");
        string secrets = Path.Join(_root, "secrets");
        File.WriteAllText(secrets, $"alice:{Password}\n");
        File.SetUnixFileMode(secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Path.Join(_root, "rsyncd.conf"), $"""
            port = {_port}
            address = 127.0.0.1
            use chroot = no
            log file = {LogFile}
            transfer logging = yes
            {(Environment.IsPrivilegedProcess ? "uid = 0\ngid = 0" : "")}
            {(logFormat is null ? "" : $"log format = {logFormat}")}
            [pub]
            path = {Source}
            [up]
            path = {Path.Join(_root, "up")}
            read only = no
            auth users = alice
            secrets file = {secrets}
            [closed]
            path = {Source}
            hosts deny = *

            """);
    }
}
