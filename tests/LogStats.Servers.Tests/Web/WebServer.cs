using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace LogStats.Servers.Tests.Web;

/// <summary>
/// A real web server on a loopback port, in a folder of its own, that writes one access log: a page, an empty file, a
/// folder for users with a password, addresses that move or are gone, and a request line that may be 700 bytes long.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal abstract class WebServer : IAsyncDisposable
{
    public const int PageBytes = 1234;
    private static readonly string[] s_users = ["alice", "john doe", "a\"b", "jürgen"];
    private Process? _process;

    public int Port { get; } = Loopback.FreePort();

    public string LogFile => Path.Join(Root, "access.log");

    protected string Root { get; } = Directory.CreateTempSubdirectory("logstats-web-").FullName;

    protected string Pages => Path.Join(Root, "pages");

    protected string UserFile => Path.Join(Root, "users");

    /// <summary>Writes the configuration and says how to start the server with it.</summary>
    protected abstract Process Launch(string logFormat);

    /// <summary>Asks it to end what it is doing, write its log and go.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await Programs.RunAsync("sh", ["-c", $"kill -TERM {_process.Id}"]);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Root, recursive: true);
    }

    protected static async Task<T> StartAsync<T>(T server, string logFormat)
        where T : WebServer
    {
        server.Prepare();
        server._process = server.Launch(logFormat);
        await Loopback.ReadyAsync(server._process, server.Port);
        return server;
    }

    private void Prepare()
    {
        Directory.CreateDirectory(Path.Join(Pages, "secret"));
        File.WriteAllText(Path.Join(Pages, "page.html"), new string('x', PageBytes));
        File.WriteAllText(Path.Join(Pages, "empty.txt"), "");
        File.WriteAllText(Path.Join(Pages, "secret", "page.html"), "for users");
        string hash = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(WebRequest.GoodPassword)));
        File.WriteAllLines(UserFile, s_users.Select(user => $"{user}:{{SHA}}{hash}"));

        // Servers started by root read their pages as another account.
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
    }
}
