using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>The files that lines are of: found, begun, over, given up.</summary>
internal sealed partial class Outbox
{
    private OutgoingFile FileOf(string path, string id, long offset)
    {
        if (_files.TryGetValue(id, out OutgoingFile? known))
        {
            return known;
        }

        if (_source?.PositionOf(path) is { FileId.Length: > 0 } before && before.FileId != id)
        {
            Finished(before);
        }

        long begin = _source is null ? offset : _begins.Remove(id, out long at) ? at : 0;
        return Add(new OutgoingFile(id, path)
        {
            Begin = begin,
            Next = begin,
            IsBegun = true,
            IsDoubtful = _source is not null && (!IsCaughtUp || MemoryOf(path).IsFresh),
            IsStopped = _stoppedPaths.Contains(path),
        });
    }

    private OutgoingFile Add(OutgoingFile file)
    {
        _files.Add(file.Id, file);
        if (_receiver.HasMarks)
        {
            _unknown.Add(file);
        }
        else
        {
            file.Knowing = Knowing.Yes;
        }

        return file;
    }

    private PathMemory MemoryOf(string path)
    {
        if (!_paths.TryGetValue(path, out PathMemory? memory))
        {
            _paths[path] = memory = new PathMemory();
        }

        return memory;
    }

    /// <summary>A file was read to its end, and the next one at its path is begun.</summary>
    private void Finished(FollowPosition end)
    {
        _ = _files.TryGetValue(end.FileId, out OutgoingFile? file);
        if (file is not null)
        {
            file.Position = end;
        }

        if (MemoryOf(end.Path).Add(end, file?.Begin ?? 0) is { } forgotten && _files.TryGetValue(forgotten, out OutgoingFile? old) && old.IsIdle)
        {
            _ = _files.Remove(forgotten);
        }
    }

    /// <summary>Takes away all that waits of a file. It comes again, or is not to be sent by this run.</summary>
    private void Drop(OutgoingFile file, bool keepsSpool = false)
    {
        foreach (OutgoingBatch batch in file.Open is { } open ? file.Waiting.Append(open) : file.Waiting)
        {
            _read -= batch.SpooledBefore ? 0 : batch.Lines + batch.Skipped;
            batch.SpooledAs = keepsSpool ? null : batch.SpooledAs;
            Done(batch);
        }

        file.Open = null;
        file.Waiting.Clear();
    }

    /// <summary>One file goes no further, until somebody has looked at it. All others do.</summary>
    private void Stop(OutgoingFile file, LogStatsException fault)
    {
        if (_source is null)
        {
            throw fault; // Whoever brings lines must not take them for sent.
        }

        if (Where(file) is { } at)
        {
            _stoppedAt.Add(at with { Offset = file.From });
        }

        long waiting = _read;
        Drop(file, keepsSpool: true);
        _stopped += waiting - _read;
        _read = waiting;
        file.IsStopped = true;
        _ = _stoppedPaths.Add(file.Path);
        Tell(ShipEventKind.Stopped, file.Path, $"{fault.Message} {fault.Advice}");
    }
}
