using LogStats.Agent.Terminal;
using LogStats.RawLines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>
/// Carries the lines of growing logs to where they go, as they are: to a target in batches, or to standard output byte for
/// byte. A position is saved once the target has answered.
/// </summary>
internal sealed class LineFollow(Screen screen, OpenTarget? target) : IAsyncDisposable
{
    private readonly SinkPump? _pump = target is null ? null : new SinkPump(target.Sink);

    public SinkAnswer Answer => _pump?.Answer ?? default;

    /// <summary>Runs until it is stopped, or the watch ends by itself; what was read by then is stored and saved.</summary>
    public async Task RunAsync(LogLineWatch watch, CancellationToken stop)
    {
        try
        {
            watch.Run(Give, Rest, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being stopped is how a follower ends.
        }

        Rest();
        if (_pump is not null)
        {
            await _pump.CompleteAsync(CancellationToken.None);
        }

        watch.Save(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _pump?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Not to be stopped half way: what the target has taken and nobody saved would come twice.
    private void Give(LogLine line)
    {
        if (_pump is not null)
        {
            Wait(_pump.AddAsync(line, CancellationToken.None));
        }
        else if (screen.OutIsTerminal)
        {
            screen.Out.WriteLine(LineText.Show(line.GetMemory().Span.TrimEnd("\r\n"u8), int.MaxValue));
        }
        else
        {
            screen.Stream.Write(line.GetMemory().Span);
        }
    }

    private void Rest()
    {
        if (_pump is not null)
        {
            Wait(_pump.FlushAsync(CancellationToken.None));
            target!.Refused.ForgetRows();
        }
        else if (screen.OutIsTerminal)
        {
            screen.Out.Flush();
        }
        else
        {
            screen.Stream.Flush();
        }
    }

    private static void Wait(ValueTask work) => work.AsTask().GetAwaiter().GetResult();
}
