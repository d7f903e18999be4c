using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogStats.Agent.Tests.Running;

namespace LogStats.Servers.Tests.Ship;

/// <summary>One of the two programs at work.</summary>
internal sealed class ShipEnd : IAsyncDisposable
{
    /// <summary>How long one wait may take: an end may live as long as it likes.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    public ShipEnd(IEnumerable<string> words, string[] strace)
    {
        string[] program = ["exec", LogStatsProgram.Assembly, .. words];
        _process = strace.Length == 0
            ? LogStatsProgram.Start(LogStatsProgram.Dotnet, program)
            : LogStatsProgram.Start("strace", ["-f", "-qq", "-o", "/dev/null", .. strace, LogStatsProgram.Dotnet, .. program]);
        _process.StandardInput.Close();
        _error = _process.StandardError.ReadToEndAsync();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>strace's words for: that call, that often, then SIGKILL.</summary>
    public static string[] Kill(string call, int time) => ["-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={time}"];

    /// <summary>strace's words for: that call fails from then on, or once.</summary>
    public static string[] Fail(string call, string error, string when) => ["-e", $"trace={call}", "-e", $"inject={call}:error={error}:when={when}"];

    /// <summary>Until it listens, or has ended before.</summary>
    public async Task ListensAsync(int port)
    {
        using CancellationTokenSource hang = new(s_hang);
        while (!_process.HasExited)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, hang.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, hang.Token);
            }
        }
    }

    public async Task<int> ExitAsync()
    {
        using CancellationTokenSource hang = new(s_hang);
        await _process.WaitForExitAsync(hang.Token);
        return _process.ExitCode;
    }

    public Task<string> ErrorAsync() => _error;

    public Task<string> OutputAsync() => _output;

    /// <summary>SIGKILL to all of it: nothing runs after that.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        _ = await ExitAsync();
    }

    public async Task<int> TerminateAsync()
    {
        using Process kill = LogStatsProgram.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await ExitAsync();
    }

    public bool IsDisposed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        if (IsDisposed)
        {
            return;
        }

        IsDisposed = true;
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
