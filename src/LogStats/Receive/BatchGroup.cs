namespace LogStats.Receive;

/// <summary>
/// Batches that are committed together: all are decided on, their files are made known, written and synced, and then all of it is
/// committed at once. Where a file fails, everything of its source in this group comes again later, and the other sources go on.
/// </summary>
internal sealed partial class BatchGroup(ReceiveOptions options, ILedger ledger, PartStore parts, SourceBook sources, BatchPlaces places, AlarmBook alarms, TimeProvider clock)
{
    private readonly List<StoreWork> _works = [];
    private readonly Dictionary<(string Source, string File), FileView> _files = [];
    private readonly Dictionary<string, ReceiveTrouble> _failed = new(StringComparer.Ordinal);
    private readonly List<LedgerLoss> _losses = [];
    private readonly Dictionary<string, LedgerSource> _uploads = new(StringComparer.Ordinal);

    /// <summary>Each gets its answer, which is not given yet.</summary>
    /// <exception cref="IOException">The ledger failed: nobody knows whether it is committed.</exception>
    public void Commit(IReadOnlyList<StoreWork> works)
    {
        Begin(works);
        Place();
        MakeKnown();
        Write();
        Sync();
        LedgerChange change = Change();
        if (!change.IsEmpty)
        {
            ledger.Commit(change);
        }

        Accept();
    }

    /// <summary>All that is under way is taken back; none of it was committed.</summary>
    private void Fail(string source, ReceiveTrouble trouble)
    {
        _ = _failed.TryAdd(source, trouble);
        foreach (StoreWork work in _works.Where(work => work.Batch.Source == source))
        {
            work.Fail(trouble);
        }

        foreach (OpenPart part in parts.All.Where(part => part.Source == source && (part.IsChanged || part.IsDirty)))
        {
            part.RollBack();
        }
    }

    private void Fail(string source, IOException error)
    {
        bool isFull = DiskFaults.IsFull(error);
        alarms.Raise(isFull ? ReceiveAlarmKind.DiskFull : ReceiveAlarmKind.DiskError, source, isFull
            ? "the disk is full: nothing more is stored of it until there is room, its senders wait"
            : $"the disk gave an error ({error.Message.TrimEnd('.')}): its senders try again");
        Fail(source, isFull ? ReceiveTrouble.Full : ReceiveTrouble.Failed);
    }

    private void Begin(IReadOnlyList<StoreWork> works)
    {
        _works.Clear();
        _files.Clear();
        _failed.Clear();
        _losses.Clear();
        _uploads.Clear();
        _works.AddRange(works);
        foreach (StoreWork work in _works)
        {
            ReceivedBatch batch = work.Batch;
            if (sources.Find(batch.Source) is not { } source)
            {
                work.Fail(ReceiveTrouble.TooMany);
            }
            else if (batch.Head is null)
            {
                DecideUpload(work, source);
            }
            else
            {
                Decide(work, source, batch.Head);
            }
        }
    }

    private void Place()
    {
        foreach (StoreWork work in _works.Where(static work => work.IsAccepted))
        {
            places.Place(work);
        }
    }

    /// <summary>A new file is in the ledger before it is on the disk: what a crash leaves in it is then known to be nothing.</summary>
    private void MakeKnown()
    {
        LedgerChange change = new() { Time = clock.GetUtcNow() };
        change.Parts.AddRange(parts.All.Where(static part => part.IsNew).Select(static part => part.Committed));
        if (change.IsEmpty)
        {
            return;
        }

        ledger.Commit(change);
        foreach (OpenPart part in parts.All)
        {
            part.IsNew = false;
        }
    }

    private void Write()
    {
        foreach (StoreWork work in _works)
        {
            try
            {
                if (work.IsAccepted)
                {
                    Write(work);
                }
            }
            catch (DamagedPartException error)
            {
                Fail(work.Batch.Source, ReceiveTrouble.Failed);
                LedgerChange change = new() { Time = clock.GetUtcNow() };
                change.Parts.Add(error.Part.Committed with { State = PartState.Damaged });
                parts.Drop(error.Part);
                ledger.Commit(change);
            }
            catch (IOException error)
            {
                Fail(work.Batch.Source, error);
            }
        }
    }

    private void Write(StoreWork work)
    {
        ReadOnlySpan<byte> lines = work.Batch.Lines.Span;
        foreach ((LineRun run, OpenPart part) in work.Runs)
        {
            bool isTorn = run.Start + run.Length == lines.Length && lines[^1] != '\n';
            parts.Append(part, lines.Slice(run.Start, run.Length), run, isTorn);
        }
    }

    private void Sync()
    {
        foreach (OpenPart part in parts.All.Where(static part => part.IsDirty).ToArray())
        {
            try
            {
                PartStore.Sync(part);
            }
            catch (IOException error)
            {
                part.Close(); // What the system still holds of it is not to be trusted.
                Fail(part.Source, error);
            }
        }
    }

    private LedgerChange Change()
    {
        LedgerChange change = new() { Time = clock.GetUtcNow() };
        foreach (StoreWork work in _works.Where(static work => work.IsAccepted))
        {
            string name = work.Batch.Source;
            SourceState source = sources.Find(name)!;
            if (source.IsNew || _uploads.ContainsKey(name))
            {
                change.Sources.RemoveAll(one => one.Name == name);
                change.Sources.Add(_uploads.GetValueOrDefault(name, source.Known));
            }

            if (work.Batch.Head is { } head)
            {
                change.Batches.Add(new LedgerBatch(name, head.Key, _files[(name, head.Key.File)].NextNumber(), head.Path));
            }
        }

        change.Losses.AddRange(_losses.Where(loss => !_failed.ContainsKey(loss.Source)));
        change.Parts.AddRange(parts.All.Where(static part => part.IsChanged).Select(static part => part.Next));
        return change;
    }

    private void Accept()
    {
        foreach (OpenPart part in parts.All.Where(static part => part.IsChanged))
        {
            part.Accept();
        }

        foreach (StoreWork work in _works.Where(static work => work.IsAccepted))
        {
            SourceState source = sources.Find(work.Batch.Source)!;
            (source.Known, source.IsNew) = (_uploads.GetValueOrDefault(work.Batch.Source, source.Known), false);
            if (source.Usage >= 0)
            {
                source.Usage += work.Batch.Lines.Length;
            }

            alarms.Clear(ReceiveAlarmKind.DiskFull, work.Batch.Source);
            alarms.Clear(ReceiveAlarmKind.DiskError, work.Batch.Source);
        }

        foreach (LedgerLoss loss in _losses.Where(loss => !_failed.ContainsKey(loss.Source)))
        {
            alarms.Raise(ReceiveAlarmKind.Loss, loss.Source,
                $"bytes {loss.Start} to {loss.End} of the file {loss.File} are nowhere to be had any more, says its sender; all behind them is stored");
        }
    }
}
