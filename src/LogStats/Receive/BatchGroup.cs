using System.Security.Cryptography;
using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>
/// Batches that are committed together: all are decided on, their files are made known, written and synced, and then all of it is
/// committed at once. Where a file fails, everything of its source in this group comes again later, and the other sources go on.
/// </summary>
internal sealed class BatchGroup(ReceiveOptions options, ILedger ledger, PartStore parts, SourceBook sources, BatchPlaces places, AlarmBook alarms, TimeProvider clock)
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

    private void Decide(StoreWork work, SourceState source, BatchHead head)
    {
        if (source.Known.Claim != head.Claim)
        {
            work.Answer = new ReceiveAnswer(new BatchAnswer(BatchOutcome.Claimed, 0));
            return;
        }

        source.ClaimUsed = clock.GetUtcNow();
        string name = source.Known.Name;
        if (!_files.TryGetValue((name, head.Key.File), out FileView? file))
        {
            file = new FileView(ledger.FindFile(name, head.Key.File));
            _files.Add((name, head.Key.File), file);
        }

        BatchAnswer answer = BatchRules.Decide(file.Mark, head, out bool loss);
        if (answer.Outcome == BatchOutcome.Had && Content(file, name, head.Key) is { } content && content != head.Key.Content)
        {
            alarms.Raise(ReceiveAlarmKind.Conflict, name,
                $"the batch {head.Key} came again with other lines; what was stored first stays. Its log was rewritten in place, or a sender is broken");
            answer = answer with { Outcome = BatchOutcome.Conflict };
        }

        work.Answer = new ReceiveAnswer(answer);
        if (answer.Outcome != BatchOutcome.Stored || !MayStore(work, source, file))
        {
            return;
        }

        if (loss)
        {
            _losses.Add(new LedgerLoss(name, head.Key.File, file.Mark ?? head.Begin, head.Key.Start));
        }

        work.IsAccepted = true;
        file.Add(head.Key);
    }

    /// <summary>
    /// Batches of the old form have no key: one like it directly behind it, in which every line tells a time, is what the sender
    /// sends again because it got no answer.
    /// </summary>
    private void DecideUpload(StoreWork work, SourceState source)
    {
        LedgerSource known = _uploads.TryGetValue(source.Known.Name, out LedgerSource? pending) ? pending : source.Known;
        bool isTimed = places.IsTimed(work.Batch.Lines.Span);
        string hash = Convert.ToHexStringLower(SHA256.HashData(work.Batch.Lines.Span));
        if (isTimed && known.LastUpload == hash)
        {
            work.Answer = new ReceiveAnswer(new BatchAnswer(BatchOutcome.Had, 0));
        }
        else if (MayStore(work, source, null))
        {
            work.Answer = new ReceiveAnswer(new BatchAnswer(BatchOutcome.Stored, 0));
            work.IsAccepted = true;
            _uploads[source.Known.Name] = known with { LastUpload = isTimed ? hash : null };
        }
    }

    private string? Content(FileView file, string source, BatchKey key)
        => file.Content(key.Start, key.End) ?? ledger.FindContent(source, key.File, key.Start, key.End);

    private bool MayStore(StoreWork work, SourceState source, FileView? file)
    {
        if (file is { IsNew: true, IsCounted: false })
        {
            if (source.Files >= options.MostFiles)
            {
                source.Files -= ledger.ForgetFiles(source.Known.Name, clock.GetUtcNow() - BatchPlaces.Remembered, Math.Max(1, options.MostFiles / 10));
            }

            if (source.Files >= options.MostFiles)
            {
                alarms.Raise(ReceiveAlarmKind.TooMany, source.Known.Name, $"there are {source.Files:N0} files of it, as many as there may be; lines of more are not taken. Raise the limit, or look what it sends");
                work.Fail(ReceiveTrouble.TooMany);
                return false;
            }
        }

        if (options.Quota is long most && !places.HasRoom(source, work.Batch.Lines.Length, most))
        {
            alarms.Raise(ReceiveAlarmKind.Quota, source.Known.Name, $"it has stored as much as it may ({Scan.ByteSize.Text(most)}): nothing more is taken of it until files of it are taken away");
            work.Fail(ReceiveTrouble.Quota);
            return false;
        }

        if (file is { IsNew: true, IsCounted: false })
        {
            source.Files++;
            file.IsCounted = true;
        }

        return true;
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
