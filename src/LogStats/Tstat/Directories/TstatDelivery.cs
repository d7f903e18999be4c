using LogStats.Faults;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Tstat.Directories;

/// <summary>
/// Gives the flows of each directory that is ready to a target, the oldest directory first, and marks it once all of it is
/// answered. How far it got is saved after each answer, so that a run that was ended goes on behind it; what was answered
/// and not saved by then is given twice, under the same names. A directory that cannot be read is told of and not marked.
/// </summary>
public sealed class TstatDelivery(TstatDeliveryOptions options, TimeProvider clock)
{
    private readonly TstatProgress _progress = new(options.Store, options.Checkpoint);
    private HashSet<string> _told = [];
    private HashSet<string> _tellsNow = [];
    private bool _isSinkAtWork;

    /// <summary>Directories that could not be read or marked, in the latest look.</summary>
    public int Failed { get; private set; }

    /// <summary>Directories that were marked.</summary>
    public int Marked { get; private set; }

    /// <summary>Lines that were no flows, of directories that were marked.</summary>
    public long Rejected { get; private set; }

    /// <summary>Runs once or, where there is an interval, until it is stopped.</summary>
    /// <exception cref="LogStatsException">The target fails, another run is at work under this name, or there is no such directory.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, between two batches.</exception>
    public async Task RunAsync(ISink sink, CancellationToken stop)
    {
        using IDisposable? hold = options.Store?.Hold(options.Checkpoint);
        await _progress.LoadAsync().ConfigureAwait(false);
        await using SinkPump pump = new(sink, new SinkPumpOptions { BatchSize = options.BatchSize });
        while (true)
        {
            bool enough = await LookAsync(pump, stop).ConfigureAwait(false) && options.Single;
            options.Looked?.Invoke();
            if (enough || options.Interval is not { } interval)
            {
                return;
            }

            await Task.Delay(interval, clock, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers what is ready now; whether any directory held a flow.</summary>
    private async Task<bool> LookAsync(SinkPump pump, CancellationToken stop)
    {
        (Failed, _tellsNow) = (0, []);
        TstatDirectory[] ready =
        [
            .. TstatDirectories.Find(options.Root, clock, options.QuietTime, Tell, stop)
                .Where(static directory => directory.State == TstatDirectoryState.Ready)
                .OrderBy(static directory => directory.Time ?? directory.LastWrite)
                .ThenBy(static directory => directory.FullName, StringComparer.Ordinal),
        ];
        bool any = false;
        foreach (TstatDirectory found in ready)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                any |= await DeliverAsync(TstatLook.Again(found, clock), pump, stop).ConfigureAwait(false);
            }
            catch (LogStatsException fault) when (!_isSinkAtWork && IsOfDirectory(fault.Id))
            {
                Tell(fault);
            }

            if (any && options.Single)
            {
                break;
            }
        }

        _told = _tellsNow;
        return any;
    }

    private async Task<bool> DeliverAsync(TstatDirectory directory, SinkPump pump, CancellationToken stop)
    {
        if (directory.State != TstatDirectoryState.Ready)
        {
            return false; // Somebody else was faster.
        }

        ScanCounts counts = new();
        long flows = 0;
        long before = 0;
        foreach (TstatLogFile log in directory.Logs)
        {
            TstatLogDelivery one = new(log, _progress, pump, options);
            try
            {
                await one.RunAsync(stop).ConfigureAwait(false);
            }
            finally
            {
                _isSinkAtWork = one.IsSinkAtWork;
            }

            counts.Merge(one.Counts);
            flows += one.Flows;
            before += one.Before;
        }

        TstatMark.WriteUnchanged(directory, clock);
        Marked++;
        Rejected += counts.Rejected;
        options.Done?.Invoke(new TstatDelivered(directory, counts, flows, before));
        _isSinkAtWork = true;
        await _progress.ForgetAsync(directory).ConfigureAwait(false);
        _isSinkAtWork = false;
        return flows + before > 0;
    }

    /// <summary>What concerns one directory: the others go on.</summary>
    private static bool IsOfDirectory(FaultId id) => id is FaultId.PathNotFound or FaultId.FileOpen or FaultId.FileRead or FaultId.FileWrite
        or FaultId.FormatUnknown or FaultId.FormatMismatch or FaultId.LineInvalid or FaultId.TstatHeaderMissing
        or FaultId.DirectoryNotReady or FaultId.SinkRejected;

    /// <summary>Once, until it is gone: whoever looks each minute needs not hear it each minute.</summary>
    private void Tell(LogStatsException fault)
    {
        Failed++;
        if (_tellsNow.Add(fault.Message) && !_told.Contains(fault.Message))
        {
            options.Fault?.Invoke(fault);
        }
    }
}
