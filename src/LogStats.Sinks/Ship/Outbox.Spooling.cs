using System.Globalization;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>Batches that wait on the disk, and come back from there.</summary>
internal sealed partial class Outbox
{
    /// <summary>What is saved of a file that is not sent any further is that it stands where it was stopped.</summary>
    private void HoldBack()
    {
        foreach (FollowPosition at in _stoppedAt)
        {
            _ = Rewind(at);
            Rewinds++;
        }

        _stoppedAt.Clear();
    }

    /// <summary>The batches that an earlier run left on the disk.</summary>
    private void Restore()
    {
        foreach ((string name, SpooledHead head) in _spool?.Load() ?? [])
        {
            OutgoingFile file = _files.TryGetValue(head.Name, out OutgoingFile? known) ? known : Add(new OutgoingFile(head.Name, head.Path) { Begin = head.Begin });
            OutgoingBatch batch = new(file, head.Sequence, head.Start) { SpooledAs = name, SpooledBefore = true };
            batch.Restore(head);
            _ = file.Waiting.AddLast(batch);
            (file.Next, file.Taken, file.Seen) = (head.End, head.End, head.End);
            _sequence = Math.Max(_sequence, head.Sequence);
        }
    }

    /// <summary>While the receiver is away, batches go to the disk, so that their logs may be removed.</summary>
    private void Spool()
    {
        if (_spool is null || !_isAway)
        {
            return;
        }

        foreach (OutgoingFile file in _files.Values)
        {
            for (LinkedListNode<OutgoingBatch>? at = file.Waiting.First; at is not null && !file.IsUnderWay; at = at.Next)
            {
                OutgoingBatch batch = at.Value;
                if (batch.SpooledAs is not null)
                {
                    continue;
                }

                if (_spool.Add(batch) is not { } name)
                {
                    if (!_isFull)
                    {
                        _isFull = true;
                        Tell(ShipEventKind.SpoolFull, null, string.Create(CultureInfo.InvariantCulture,
                            $"{_spool.Bytes:N0} bytes wait in '{_spool.Folder}', and no more may. What comes now stays in its log."));
                    }

                    return;
                }

                batch.SpooledAs = name;
                _ = _unsafe.Remove(batch.Sequence);
                _held -= batch.Held;
                batch.Unload();
            }
        }
    }

    private bool Loaded(OutgoingBatch batch)
    {
        if (batch.IsLoaded)
        {
            return true;
        }

        if (_spool!.Read(batch) is { } bytes)
        {
            batch.Load(bytes);
            _held += batch.Held;
            return true;
        }

        Tell(ShipEventKind.Again, batch.File.Path, $"What waited in '{_spool.Folder}' is damaged; it is read from its log again.");
        OutgoingFile file = batch.File;
        _ = file.Waiting.Remove(batch);
        Done(batch);
        Gap(file, batch.Start);
        return false;
    }
}
