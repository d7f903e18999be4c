namespace LogStats.Sinks.Ship;

/// <summary>When a batch has enough lines, or has waited long enough, to be sent.</summary>
internal sealed partial class Outbox
{
    /// <summary>Everything that waits for more lines goes now.</summary>
    public void SealAll()
    {
        foreach (OutgoingFile file in _files.Values)
        {
            if (file.Open is not null)
            {
                Seal(file);
            }
        }
    }

    private OutgoingBatch NewBatch(OutgoingFile file)
    {
        OutgoingBatch batch = new(file, ++_sequence, file.Next) { IsAfterLoss = file.IsAfterLoss };
        file.IsAfterLoss = false;
        _ = _unsafe.Add(batch.Sequence);
        return batch;
    }

    /// <summary>Winds up the clock of a batch: it waits for others from its first line on, and longer while all were passed over.</summary>
    private void Wind(OutgoingBatch batch)
    {
        if (batch.Opened is null || (batch.IsEmptySince && batch.Lines > 0))
        {
            long now = _clock.GetTimestamp();
            batch.IsEmptySince = batch.Lines == 0;
            batch.Opened = now;
            (batch.Lines > 0 ? _opened : _openedEmpty).Enqueue((batch, now));
        }
    }

    private void Seal(OutgoingFile file)
    {
        OutgoingBatch batch = file.Open!;
        file.Open = null;
        file.Next = batch.End;
        if (file.Waiting.Count > 0 && file.Knowing == Knowing.Yes)
        {
            _ = batch.ReadyAsync(_options.Compress); // While the one before it is on its way.
        }

        _ = file.Waiting.AddLast(batch);
        Queue(file);
    }

    private void SealDue()
    {
        if (!WantsMore && _busy == 0 && _ready.Count == 0 && !_isAsking)
        {
            SealAll(); // All room is taken by what waits for more.
        }

        TimeSpan linger = _spool is not null && _isAway ? ShipDefaults.SpoolLinger : _options.Linger;
        SealDue(_opened, linger);
        SealDue(_openedEmpty, ShipDefaults.SkippedLinger);
    }

    private void SealDue(Queue<(OutgoingBatch Batch, long Since)> queue, TimeSpan linger)
    {
        while (queue.TryPeek(out (OutgoingBatch Batch, long Since) first))
        {
            OutgoingFile file = first.Batch.File;
            if (ReferenceEquals(file.Open, first.Batch) && first.Batch.Opened == first.Since)
            {
                if (_clock.GetElapsedTime(first.Since) < linger)
                {
                    return;
                }

                // While the one before it is on its way it may as well grow.
                if (file.Waiting.Count == 0 || (_spool is not null && _isAway))
                {
                    Seal(file);
                }
                else
                {
                    first.Batch.IsDue = true;
                }
            }

            _ = queue.Dequeue();
        }
    }
}
