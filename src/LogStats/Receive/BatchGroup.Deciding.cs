using System.Security.Cryptography;
using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>Whether a batch goes on where its file ends here, and whether there is room.</summary>
internal sealed partial class BatchGroup
{
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
}
