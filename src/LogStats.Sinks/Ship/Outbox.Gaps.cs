using System.Globalization;
using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>The receiver has less, or more, than was thought: where to go on.</summary>
internal sealed partial class Outbox
{
    /// <summary>The receiver misses lines of a file before those that wait here. They are given again, if they are to be had.</summary>
    private void Gap(OutgoingFile file, long mark)
    {
        long from = file.From;
        bool had = file.Acked > mark || file.IsSaved;
        FollowPosition? at = Where(file);
        bool isBefore = at is not null && _source!.PositionOf(file.Path) is { } now && now.Number < at.Number;
        if (at is not null && (isBefore || Rewind(at with { Offset = mark })))
        {
            Drop(file);
            (file.Taken, file.Next, file.Acked) = (mark, mark, mark);
            Rewinds++;
            if (had)
            {
                Tell(ShipEventKind.Again, file.Path, string.Create(CultureInfo.InvariantCulture,
                    $"'{_receiver.Shown}' has it up to byte {mark:N0} only: what stands behind is sent again."));
            }

            return;
        }

        file.Acked = from;
        _account = _account with { LostBytes = _account.LostBytes + from - mark };
        Tell(ShipEventKind.Lost, file.Path, string.Create(CultureInfo.InvariantCulture,
            $"{from - mark:N0} bytes of it, from byte {mark:N0} to byte {from:N0}, are missing at '{_receiver.Shown}' and nowhere to be had any more."));
        if ((file.Waiting.First?.Value ?? file.Open) is { } next)
        {
            next.IsAfterLoss = true;
        }
        else
        {
            file.IsAfterLoss = true;
            MemoryOf(file.Path).Forget(file.Id);
        }
    }

    /// <summary>It has less than it said: whatever else it had is asked for again.</summary>
    private void Suspect()
    {
        foreach (OutgoingFile file in _files.Values)
        {
            if (file.Knowing == Knowing.Yes && !file.IsStopped)
            {
                file.Knowing = Knowing.No;
                _unknown.Add(file);
            }
        }
    }

    /// <summary>Leaves out of what waits what the receiver has.</summary>
    private void CutBefore(OutgoingFile file, long mark)
    {
        file.Taken = Math.Max(file.Taken, mark);
        while (file.Waiting.First is { Value: { } first } && first.End <= mark)
        {
            file.Waiting.RemoveFirst();
            Had(first);
        }

        if (file.Waiting.Count == 0 && file.Open is { } open && open.End <= mark)
        {
            file.Open = null;
            Had(open);
        }

        if (file.IsIdle)
        {
            file.Next = Math.Max(file.Next, mark);
            return;
        }

        OutgoingBatch batch = file.Waiting.First?.Value ?? file.Open!;
        if (batch.Start >= mark || !Loaded(batch))
        {
            return;
        }

        if (batch.CutBefore(mark) is { } lines)
        {
            _had += batch.SpooledBefore ? 0 : lines;
        }
        else
        {
            Stop(file, Fail.MarkMismatch(_receiver.Shown, file.Path, mark));
        }
    }

    private void Had(OutgoingBatch batch)
    {
        _had += batch.SpooledBefore ? 0 : batch.Lines;
        _account = _account with { Skipped = _account.Skipped + (batch.SpooledBefore ? 0 : batch.Skipped) };
        Done(batch);
    }

    /// <summary>Sends the source back, and keeps where the file stands that it is at.</summary>
    private bool Rewind(FollowPosition to)
    {
        if (_source!.PositionOf(to.Path) is { } at && _files.TryGetValue(at.FileId, out OutgoingFile? current))
        {
            current.Position = at;
        }

        return _source.Rewind(to);
    }

    /// <summary>How to find a file again.</summary>
    private FollowPosition? Where(OutgoingFile file)
    {
        if (_source?.PositionOf(file.Path) is { } at && at.FileId == file.Id)
        {
            file.Position = at;
        }

        return file.Position;
    }
}
