using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Receive;

/// <summary>
/// Keeps batches of lines in files, each line once: what is answered is on the disk. It knows nothing of networks; what is given to it
/// has been checked.
/// </summary>
public sealed class BatchReceiver : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    private readonly ReceiveOptions _options;
    private readonly ILedger _ledger;
    private readonly TimeProvider _clock;
    private readonly PartStore _parts;
    private readonly SourceBook _sources;
    private readonly IPartFiles _files;
    private readonly PartSealing _sealing;
    private readonly BatchCommitter _committer;
    private readonly ITimer _timer;
    private int _disposed;

    internal BatchReceiver(ReceiveOptions options, ILedger ledger, IPartFiles files, TimeProvider clock)
    {
        (_options, _ledger, _files, _clock) = (options, ledger, files, clock);
        Alarms = new AlarmBook(clock, options.Alarmed);
        _parts = new PartStore(options, files, ledger, Alarms, clock);
        _parts.Load();
        _sources = new SourceBook(options, ledger, Alarms, clock);
        BatchPlaces places = new(options, files, _parts, Alarms, clock);
        BatchGroup group = new(options, ledger, _parts, _sources, places, Alarms, clock);
        _committer = new BatchCommitter(group, ledger, Alarms, Reload, Answered);
        _sealing = new PartSealing(options, ledger, files, _parts, Alarms, clock, work => _committer.Add(work));
        _timer = clock.CreateTimer(static state => ((BatchReceiver)state!).Look(), this, s_look, s_look);
    }

    /// <summary>Whatever somebody should look at.</summary>
    public AlarmBook Alarms { get; }

    public ReceiveCounts Counts { get; } = new();

    /// <summary>Ends with the receiver; fails where the ledger is damaged, and nothing can be stored any more.</summary>
    public Task Ended => _committer.Ended;

    /// <summary>Takes over what is there, and cuts what a crash left behind.</summary>
    /// <exception cref="LogStatsException">There are files and the ledger knows nothing of them; or the folder cannot be used.</exception>
    public static BatchReceiver Open(ReceiveOptions options, ILedger ledger, TimeProvider clock)
    {
        options = options.Checked();
        DiskPartFiles files = new(options.Directory);
        if (ledger.IsNew && !options.BeginAnew && files.HasAny())
        {
            throw Fail.LedgerMissing(ledger.Path, options.Directory);
        }

        try
        {
            return new BatchReceiver(options, ledger, files, clock);
        }
        catch (IOException error)
        {
            throw Fail.FileWrite(options.Directory, error);
        }
    }

    /// <summary>Answers once it is on the disk, or once it is certain that nothing of it is.</summary>
    public async ValueTask<ReceiveAnswer> StoreAsync(ReceivedBatch batch)
    {
        StoreWork work = new(batch);
        _ = _committer.Add(work);
        return await work.Done.ConfigureAwait(false);
    }

    /// <summary>Up to where the files of a source are stored; one that is not known is left out.</summary>
    /// <exception cref="IOException">The disk gave an error.</exception>
    /// <exception cref="OperationCanceledException">The receiver is about to end, or waits for the disk.</exception>
    public async ValueTask<IReadOnlyDictionary<string, long>> MarksAsync(string source, IReadOnlyList<string> files)
    {
        OtherWork<IReadOnlyDictionary<string, long>> work = new(() =>
        {
            Dictionary<string, long> marks = new(StringComparer.Ordinal);
            foreach (string file in files)
            {
                if (_ledger.FindFile(source, file) is { } known)
                {
                    marks[file] = known.Mark;
                }
            }

            return marks;
        });
        _ = _committer.Add(work);
        return await work.Done.ConfigureAwait(false);
    }

    /// <summary>Files of a source that are called alike but for the number behind, each with the last batch that came of it.</summary>
    /// <exception cref="IOException">The disk gave an error.</exception>
    /// <exception cref="OperationCanceledException">The receiver is about to end, or waits for the disk.</exception>
    public async ValueTask<IReadOnlyList<LedgerTail>> AlikeAsync(string source, IReadOnlyList<string> stems)
    {
        OtherWork<IReadOnlyList<LedgerTail>> work = new(() =>
        {
            List<LedgerTail> found = [];
            foreach (string stem in stems)
            {
                found.AddRange(_ledger.FindAlike(source, stem, BatchWire.MostFiles - found.Count));
            }

            return found;
        });
        _ = _committer.Add(work);
        return await work.Done.ConfigureAwait(false);
    }

    /// <summary>Whether that sender is the one of its source from now on; null where there are too many sources.</summary>
    /// <exception cref="IOException">The disk gave an error.</exception>
    /// <exception cref="OperationCanceledException">The receiver is about to end, or waits for the disk.</exception>
    public async ValueTask<bool?> ClaimAsync(string source, SourceClaim claim)
    {
        OtherWork<bool?> work = new(() => Claim(source, claim));
        _ = _committer.Add(work);
        return await work.Done.ConfigureAwait(false);
    }

    /// <summary>What waits is still committed and answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        _committer.Close();
        await _sealing.StopAsync().ConfigureAwait(false);
        try
        {
            await _committer.Ended.ConfigureAwait(false);
        }
        catch (LogStatsException)
        {
            // Told by Ended.
        }

        _parts.Dispose();
    }

    private bool? Claim(string source, SourceClaim claim)
    {
        if (_sources.Find(source) is not { } state)
        {
            return null;
        }

        bool isGranted = _sources.Claim(state, claim, out LedgerSource? known);
        if (known is not null)
        {
            LedgerChange change = new() { Time = _clock.GetUtcNow() };
            change.Sources.Add(known);
            _ledger.Commit(change);
            (state.Known, state.IsNew, state.ClaimUsed) = (known, false, _clock.GetUtcNow());
        }

        return isGranted;
    }

    private void Reload()
    {
        _parts.Load();
        _sources.Reload();
    }

    private void Look() => _ = _committer.Add(new OtherWork<bool>(() =>
    {
        Alarms.Look();
        _sealing.Look();
        return true;
    }));

    private Action? Answered(StoreWork work)
    {
        Counts.Add(work);
        if (!work.IsAccepted)
        {
            return null;
        }

        if (work.Untimed > 0)
        {
            Alarms.Raise(ReceiveAlarmKind.Untimed, work.Batch.Source, "lines came that tell no time; they are kept in files of their own ('untimed')", work.Untimed);
        }

        if (_options.Stored is not { } tell)
        {
            return null;
        }

        LogBatch told = Told(work);
        return () => tell(told);
    }

    private LogBatch Told(StoreWork work)
    {
        ReceivedBatch batch = work.Batch;
        LedgerPart[] parts = [.. work.Runs.Select(static run => run.Part.Committed).Distinct()];
        return new LogBatch
        {
            Time = _clock.GetLocalNow(),
            Source = batch.Source,
            RemoteAddress = batch.Remote.ToString(),
            FileId = batch.Head?.Key.File,
            LogPath = batch.Head?.Path,
            Start = batch.Head?.Key.Start,
            End = batch.Head?.Key.End,
            Lines = work.Runs.Sum(static run => (long)run.Run.Lines),
            Length = batch.Lines.Length + (batch.Lines.IsEmpty || batch.Lines.Span[^1] == '\n' ? 0 : 1),
            Untimed = work.Untimed,
            Path = parts.Length == 0 ? null : _files.PathOf(parts[0].Source, parts[0].FileName),
            Window = parts.Length == 0 ? null : parts[0].Window,
            Parts = [.. parts.Select(part => _files.PathOf(part.Source, part.FileName))],
        };
    }
}
