using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using LogStats.Sinks.Sftp;
using Xunit;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>
/// A real sshd on a loopback port, for SFTP alone, with host keys and an account's key of its own. It runs without root: as this account,
/// or as nobody where this account is root. Files lie in <see cref="Upload"/>.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SshServer : IAsyncDisposable
{
    public const string Phrase = "pass phrase";

    private static readonly string s_user = Environment.IsPrivilegedProcess ? "nobody" : Environment.UserName;

    private readonly string _root = Directory.CreateTempSubdirectory("logstats-sshd-").FullName;
    private Process? _process;

    public int Port { get; } = Loopback.FreePort();

    public string Home => Path.Join(_root, "home");

    public string Upload => Path.Join(Home, "upload");

    public string KnownHosts => Path.Join(_root, "known_hosts");

    public string Key => Path.Join(_root, "key");

    public string LockedKey => Path.Join(_root, "locked");

    public string StrangeKey => Path.Join(_root, "strange");

    public SftpOptions Options => new()
    {
        Address = SftpAddress.Parse(Uri),
        KeyFile = Key,
        KnownHosts = KnownHosts,
        Pause = TimeSpan.FromMilliseconds(10),
    };

    public string Uri => $"sftp://{s_user}@127.0.0.1:{Port}/~/upload";

    /// <summary>How many of its processes strace has killed so far.</summary>
    public int KilledCalls => File.Exists(PathOf("strace.log")) ? File.ReadLines(PathOf("strace.log")).Count(static line => line.Contains("killed by SIGKILL", StringComparison.Ordinal)) : 0;

    public static async Task<SshServer> StartAsync()
    {
        SshServer server = new();
        await server.PrepareAsync();
        await server.BeginAsync();
        return server;
    }

    public string PathOf(string name) => Path.Join(_root, name);

    /// <summary>The fingerprint of a host key, as the server's own tool shows it.</summary>
    public async Task<string> FingerprintAsync(string kind)
    {
        using Process process = Programs.Start("ssh-keygen", ["-lf", PathOf($"host_{kind}.pub")]);
        return (await process.StandardOutput.ReadToEndAsync()).Split(' ')[1];
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="strace">What strace is to do to the server and its sessions; nothing for none.</param>
    /// <param name="mostKilobytes">How long a file may be; 0 for any length.</param>
    public async Task BeginAsync(string[]? strace = null, int mostKilobytes = 0)
    {
        string limit = mostKilobytes > 0 ? $"trap '' XFSZ; ulimit -f {mostKilobytes * 2}; " : "";
        string[] sshd = [.. strace is null ? (string[])[] : ["strace", "-f", "-qq", "-A", "-o", PathOf("strace.log"), .. strace],
            Programs.Find("sshd")!, "-D", "-f", PathOf("sshd_config"), "-E", PathOf("sshd.log")];
        string[] words = ["-c", $"{limit}exec \"$0\" \"$@\"", .. sshd];
        _process = Environment.IsPrivilegedProcess
            ? Programs.Start("setpriv", [$"--reuid={s_user}", $"--regid={await IdAsync()}", "--clear-groups", "/bin/sh", .. words])
            : Programs.Start("/bin/sh", words);
        await Loopback.ReadyAsync(_process, Port);
    }

    /// <summary>SIGKILL to the server and all its sessions.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            // Those below a tracer first: it would let them go when it ends.
            int[] all = [.. Below(_process.Id).Reverse(), _process.Id];
            _ = await Programs.RunAsync("kill", ["-KILL", .. all.Select(static id => id.ToString(CultureInfo.InvariantCulture))]);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
            while (await IsThereAsync())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        }
    }

    private async Task<bool> IsThereAsync()
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL to its sessions; it goes on to listen.</summary>
    public async Task<int> CutAsync()
    {
        int[] sessions = [.. Below(_process!.Id).Reverse()];
        _ = sessions.Length == 0 ? 0 : await Programs.RunAsync("kill", ["-KILL", .. sessions.Select(static id => $"{id}")]);
        return sessions.Length;
    }

    /// <summary>Has it show other keys from now on.</summary>
    public async Task ChangeHostKeysAsync()
    {
        await StopAsync();
        foreach (string kind in (string[])["ed25519", "rsa"])
        {
            File.Delete(PathOf($"host_{kind}"));
            await KeyAsync($"host_{kind}", kind, "");
        }

        await OwnAsync();
        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task PrepareAsync()
    {
        _ = Directory.CreateDirectory(Upload);
        await KeyAsync("host_ed25519", "ed25519", "");
        await KeyAsync("host_rsa", "rsa", "");
        await KeyAsync("key", "ed25519", "");
        await KeyAsync("locked", "ed25519", Phrase);
        await KeyAsync("strange", "ed25519", "");
        File.WriteAllText(PathOf("authorized_keys"), File.ReadAllText(Key + ".pub") + File.ReadAllText(LockedKey + ".pub"));
        File.WriteAllLines(KnownHosts, ((string[])["ed25519", "rsa"]).Select(kind => $"[127.0.0.1]:{Port} {string.Join(' ', File.ReadAllText(PathOf($"host_{kind}.pub")).Split(' ')[..2])}"));
        File.WriteAllText(PathOf("sshd_config"), $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {PathOf("host_ed25519")}
            HostKey {PathOf("host_rsa")}
            PidFile {PathOf("sshd.pid")}
            AuthorizedKeysFile {PathOf("authorized_keys")}
            StrictModes no
            UsePAM yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            AllowUsers {s_user}
            Subsystem sftp internal-sftp
            ForceCommand internal-sftp -d {Home}
            MaxStartups 100
            AllowTcpForwarding no

            """);
        await OwnAsync();
    }

    /// <summary>The server's account reads what is its own; keys of ours stay ours.</summary>
    private async Task OwnAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            string[] ours = [Key, LockedKey, StrangeKey];
            Assert.Equal(0, await Programs.RunAsync("chown", ["-R", $"{s_user}:", _root]));
            Assert.Equal(0, await Programs.RunAsync("chown", ["root:", .. ours]));
        }
    }

    private async Task KeyAsync(string name, string kind, string phrase)
        => Assert.Equal(0, await Programs.RunAsync("ssh-keygen", ["-q", "-t", kind, "-N", phrase, "-f", PathOf(name)]));

    private static async Task<string> IdAsync()
    {
        using Process process = Programs.Start("id", ["-g", s_user]);
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static IEnumerable<int> Below(int id)
    {
        string file = $"/proc/{id}/task/{id}/children";
        foreach (int child in File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static text => int.Parse(text, CultureInfo.InvariantCulture)) : [])
        {
            yield return child;
            foreach (int below in Below(child))
            {
                yield return below;
            }
        }
    }
}
