using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using LogStats.Faults;
using LogStats.PowerShell.Lifetime;
using LogStats.Receive;

namespace LogStats.PowerShell.Commands;

/// <summary>
/// The program logstats as a receiver, as long as this lives: it runs while its standard input is open, so it ends with this process
/// however that ends. What it tells comes as objects; who does not take them holds it back.
/// </summary>
internal sealed class ReceiverProcess : IDisposable
{
    private const int MostWaiting = 1_000;
    private const int FrameworkMissing = 150;

    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Channel<object> _told = Channel.CreateBounded<object>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private readonly Task<string> _error;

    private ReceiverProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <exception cref="LogStatsException">There is no .NET to run it with.</exception>
    public static ReceiverProcess Start(IEnumerable<string> arguments, string folder)
    {
        string program = AgentProgram.File;
        ProcessStartInfo start = new(AgentProgram.Dotnet, ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        start.Environment["NO_COLOR"] = "1";
        try
        {
            return new ReceiverProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw Fail.AgentMissing(program, error.Message, error);
        }
    }

    /// <summary>A batch, an alarm, or a text; null where nothing came for that long.</summary>
    /// <exception cref="LogStatsException">The receiver has ended, for this reason.</exception>
    public async Task<object?> NextAsync(TimeSpan? timeout, TimeProvider clock, CancellationToken stop)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using ITimer? timer = timeout is { } span ? clock.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), waiting, span, System.Threading.Timeout.InfiniteTimeSpan) : null;
        try
        {
            if (await _told.Reader.WaitToReadAsync(waiting.Token).ConfigureAwait(false) && _told.Reader.TryRead(out object? told))
            {
                return told;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }

        await _process.WaitForExitAsync(stop).ConfigureAwait(false);
        throw Fault(_process.ExitCode, await _error.ConfigureAwait(false));
    }

    /// <summary>It stores and answers what has come whole, and ends.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }

        if (!_process.WaitForExit(s_end))
        {
            _process.Kill(); // What it had answered by now is on the disk.
        }

        _reading.GetAwaiter().GetResult();
        _process.Dispose();
        _stop.Dispose();
    }

    private static LogStatsException Fault(int code, string error)
    {
        if (code == FrameworkMissing || error.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal))
        {
            return Fail.AgentFramework();
        }

        // "error ID: message" and "  try: advice", as the program says them.
        string[] lines = error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int at = Array.FindLastIndex(lines, static line => line.StartsWith("error ", StringComparison.Ordinal));
        int colon = at < 0 ? -1 : lines[at].IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && Enum.TryParse(lines[at]["error ".Length..colon], out FaultId id)
            ? new LogStatsException(id, lines[at][(colon + 2)..], at + 1 < lines.Length && lines[at + 1].StartsWith("try: ", StringComparison.Ordinal) ? lines[at + 1][5..] : "")
            : Fail.AgentEnded(code, lines.LastOrDefault() ?? "it said nothing");
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                // Towards the end nobody takes anything any more, and the pipe must not hold the receiver back.
                if (!_stop.IsCancellationRequested && Told(line) is { } told)
                {
                    await _told.Writer.WriteAsync(told, _stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is not null)
            {
            }
        }
        finally
        {
            _ = _told.Writer.TryComplete();
        }
    }

    private static object? Told(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement told = document.RootElement;
        return told.GetProperty("Event").GetString() switch
        {
            "batch" => told.Deserialize<LogBatch>(),
            "alarm" => new ReceiveAlarm(told.GetProperty("Time").GetDateTimeOffset(), Enum.Parse<ReceiveAlarmKind>(told.GetProperty("Kind").GetString()!),
                told.GetProperty("Source").GetString()!, told.GetProperty("Text").GetString()!, told.GetProperty("Count").GetInt64()),
            "listening" => $"Listening at {string.Join(", ", told.GetProperty("Addresses").EnumerateArray().Select(static one => one.GetString()))}.",
            "sealed" => $"Closed for good: {told.GetProperty("Path").GetString()}, {told.GetProperty("Lines").GetInt64()} lines.",
            _ => null,
        };
    }
}
