using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Tstat.Directories;

/// <summary>Gives the flows of one log to a target, from behind the last that an earlier run had answered.</summary>
internal sealed class TstatLogDelivery(TstatLogFile log, TstatProgress progress, SinkPump pump, TstatDeliveryOptions options)
{
    private readonly long _refused = pump.Answer.Refused;
    private RecordKey _last;

    /// <summary>How many flows an earlier run gave.</summary>
    public long Before { get; private set; }

    /// <summary>How many were given this time.</summary>
    public long Flows { get; private set; }

    /// <summary>What became of the log's lines.</summary>
    public ScanCounts Counts { get; private set; } = new();

    /// <summary>What went wrong is the target's, or the checkpoint's, and not the log's.</summary>
    public bool IsSinkAtWork { get; private set; }

    /// <exception cref="LogStatsException">The log, the target or the checkpoint fails. What was answered by then is saved.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        if (progress.Of(log) is not { } known || !await ReadAsync(known.Last, known.Count, stop).ConfigureAwait(false))
        {
            // Another log, or other flows are asked for than last time: rather twice than never.
            _ = await ReadAsync(null, 0, stop).ConfigureAwait(false);
        }
    }

    /// <summary>False, with nothing given, where the flow to go on behind is not in the log.</summary>
    private async Task<bool> ReadAsync(RecordKey? behind, long before, CancellationToken stop)
    {
        Before = before;
        IRecordReader reader = options.NewReader();
        try
        {
            foreach (IReadOnlyList<ILogRecord> read in reader.Read(LineInput.File(log.Path), stop))
            {
                foreach (ILogRecord record in read)
                {
                    RecordKey key = record.GetKey();
                    if (behind is not { } last)
                    {
                        await AddAsync(record, key, stop).ConfigureAwait(false);
                    }
                    else if (key == last)
                    {
                        behind = null;
                    }
                    else if (key.Source != last.Source || key.Offset > last.Offset)
                    {
                        return false;
                    }
                }
            }
        }
        catch (LogStatsException) when (!IsSinkAtWork)
        {
            await FlushAsync().ConfigureAwait(false); // What stands before the damage is whole.
            throw;
        }

        await FlushAsync().ConfigureAwait(false);
        Counts = reader.InputCounts;
        return behind is null;
    }

    private async ValueTask AddAsync(ILogRecord record, RecordKey key, CancellationToken stop)
    {
        // Not to be stopped half way: what the target has taken and nobody saved would come twice.
        IsSinkAtWork = true;
        await pump.AddAsync(options.Shape(record), CancellationToken.None).ConfigureAwait(false);
        IsSinkAtWork = false;
        _last = key;
        Flows++;
        if (pump.Waiting == 0)
        {
            await SaveAsync().ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
        }
    }

    private async ValueTask FlushAsync()
    {
        if (pump.Waiting > 0)
        {
            IsSinkAtWork = true;
            await pump.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            IsSinkAtWork = false;
            await SaveAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask SaveAsync()
    {
        options.Answered?.Invoke();
        if (pump.Answer.Refused > _refused && !options.KeepsRefused)
        {
            throw Fail.TstatRefused(log.Path, pump.Answer.Refused - _refused);
        }

        IsSinkAtWork = true;
        await progress.SaveAsync(log, _last, Before + Flows).ConfigureAwait(false);
        IsSinkAtWork = false;
    }
}
