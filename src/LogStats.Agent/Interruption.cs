using System.Runtime.InteropServices;

namespace LogStats.Agent;

/// <summary>
/// Ctrl+C and termination. Work is asked to stop, which leaves whole what was written; where it waits for something
/// that does not listen, such as standard input, the program ends all the same.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _clock;
    private readonly PosixSignalRegistration[] _signals;
    private ITimer? _end;

    public Interruption(TimeProvider clock)
    {
        _clock = clock;
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    public CancellationToken Token => _source.Token;

    /// <summary>How long work that was asked to stop may take. A verb that has to finish something asks for more; of several the longest counts.</summary>
    public static TimeSpan Grace
    {
        get;
        set => field = value > field ? value : field;
    } = TimeSpan.FromSeconds(1);

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _end?.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _end ??= _clock.CreateTimer(
            static _ => Environment.Exit(ExitCode.Interrupted), null, Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
