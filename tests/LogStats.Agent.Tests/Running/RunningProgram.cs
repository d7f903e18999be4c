using System.Diagnostics;

namespace LogStats.Agent.Tests.Running;

/// <summary>The program at work, until it is stopped or ends: for what follows.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly CancellationTokenSource _hang = new(TimeSpan.FromMinutes(2));
    private readonly Process _process;

    public RunningProgram(params string[] arguments)
    {
        _process = LogStatsProgram.Start(LogStatsProgram.Dotnet, ["exec", LogStatsProgram.Assembly, .. arguments]);
        _process.StandardInput.Close();
    }

    public async Task<string> OutputLineAsync() => await _process.StandardOutput.ReadLineAsync(_hang.Token) ?? throw Ended();

    public async Task<string> ErrorLineAsync() => await _process.StandardError.ReadLineAsync(_hang.Token) ?? throw Ended();

    /// <summary>Until something is so that the program brings about.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            if (_process.HasExited)
            {
                throw Ended();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, _hang.Token);
        }
    }

    /// <summary>SIGKILL: nothing of it runs after that.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_hang.Token);
    }

    /// <summary>Any signal, by its name.</summary>
    public async Task SignalAsync(string name)
    {
        using Process kill = LogStatsProgram.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(_hang.Token);
    }

    /// <summary>SIGTERM, as a service is stopped; what it left behind is all that nobody has read yet.</summary>
    public async Task<ProgramResult> TerminateAsync()
    {
        using Process kill = LogStatsProgram.Start("kill", ["-TERM", $"{_process.Id}"]);
        Task<string> output = _process.StandardOutput.ReadToEndAsync(_hang.Token);
        Task<string> error = _process.StandardError.ReadToEndAsync(_hang.Token);
        await _process.WaitForExitAsync(_hang.Token);
        return new ProgramResult(_process.ExitCode, await output, await error);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _hang.Dispose();
        return ValueTask.CompletedTask;
    }

    private static InvalidOperationException Ended() => new("The program has ended.");
}
