using LogStats.Tests.Ports;
using Xunit;

namespace LogStats.Servers.Tests.Ship;

/// <summary>A sender and a receiver as the programs that they are, over one folder: each can be killed at a call of the system.</summary>
internal sealed class ShipScene : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly int _port = FreePort.Next();
    private readonly List<ShipEnd> _ends = [];

    public ShipScene(int seed)
    {
        _ = Directory.CreateDirectory(Store);
        Oracle = new LineOracle(Path.Join(_folder.FullName, "app.log"), seed);
        foreach (string name in (string[])["tokens", "token"])
        {
            string path = Path.Join(_folder.FullName, name);
            File.WriteAllText(path, name == "token" ? "0123456789abcdef0123456789abcdef\n" : "web1 0123456789abcdef0123456789abcdef\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    public LineOracle Oracle { get; }

    public string Store => Path.Join(_folder.FullName, "in");

    private string[] SendWords =>
    [
        "send", Oracle.Log, "--to", $"http://127.0.0.1:{_port}", "--token-file", Path.Join(_folder.FullName, "token"),
        "--checkpoint", "app", "--state", Path.Join(_folder.FullName, "sender.db"), "--quiet",
    ];

    private string[] ReceiveWords =>
    [
        "receive", "--listen", $"http://127.0.0.1:{_port}", "--directory", Store, "--tokens", Path.Join(_folder.FullName, "tokens"),
        "--state", Path.Join(_folder.FullName, "receiver.db"), "--quiet",
    ];

    /// <summary>A receiver that answers.</summary>
    /// <param name="strace">What strace is to do to it; nothing for none.</param>
    public async Task<ShipEnd> ReceiveAsync(params string[] strace)
    {
        ShipEnd end = Started(new(ReceiveWords, strace));
        await end.ListensAsync(_port);
        return end;
    }

    /// <summary>A sender that sends what is there and ends.</summary>
    public ShipEnd SendOnce(params string[] strace) => Started(new([.. SendWords, "--once"], strace));

    /// <summary>A sender that goes on.</summary>
    public ShipEnd Send(params string[] strace) => Started(new(SendWords, strace));

    public async Task DrainAsync()
    {
        await using ShipEnd sender = SendOnce();
        string said = await sender.ErrorAsync();
        Assert.True(await sender.ExitAsync() == 0, said);
    }

    /// <summary>Ends whatever a test that failed has left running.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ShipEnd end in _ends)
        {
            await end.DisposeAsync();
        }

        if (Environment.GetEnvironmentVariable("LOGSTATS_KEEP") is null)
        {
            _folder.Delete(recursive: true);
        }
    }

    private ShipEnd Started(ShipEnd end)
    {
        _ = _ends.RemoveAll(static one => one.IsDisposed);
        _ends.Add(end);
        return end;
    }
}
