using System.Buffers;
using System.Security.Cryptography;
using LogStats.Batches;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>What the receiver has: asked before anything is sent of a file, and believed over everything that is known here.</summary>
internal sealed partial class Outbox
{
    private readonly List<OutgoingFile> _unknown = [];
    private bool _isAsking;

    /// <summary>
    /// Takes over what an earlier run kept of a path: its position, if there is one, and what stood there before. The receiver is asked about all of it.
    /// </summary>
    public void Remember(string path, FollowPosition? position, string? state)
    {
        if (position is not { FileId.Length: > 0 } at || state is null)
        {
            _paths[path] = new PathMemory();
            return;
        }

        PathMemory memory = PathMemory.Parse(state, path, out long begin);
        (memory.Number, memory.IsFresh) = (at.Number, false);
        _paths[path] = memory;
        foreach ((FollowPosition end, long first) in memory.Earlier)
        {
            Remember(end, first);
        }

        Remember(at, begin);
    }

    /// <summary>What is to be kept with the position of a path.</summary>
    public string StateOf(string path)
    {
        string? id = _source?.PositionOf(path)?.FileId;
        return MemoryOf(path).Text(id is not null && _files.TryGetValue(id, out OutgoingFile? file) ? file.Begin : id is not null ? _begins.GetValueOrDefault(id) : 0);
    }

    private void Remember(FollowPosition at, long begin)
    {
        if (!_files.TryGetValue(at.FileId, out OutgoingFile? file))
        {
            file = Add(new OutgoingFile(at.FileId, at.Path) { Begin = begin, Next = at.Offset, Taken = at.Offset, Seen = at.Offset, IsSaved = true });
        }

        file.Position = at;
    }

    /// <summary>Puts a question, if one is due: about all files that it can be about.</summary>
    private void Ask()
    {
        if (_isAsking || _unknown.Count == 0 || IsResting)
        {
            return;
        }

        List<OutgoingFile> files = [.. _unknown.Where(static file => !file.IsUnderWay).Take(BatchWire.MostFiles / 2)];
        if (files.Count == 0)
        {
            return;
        }

        string[] names = [.. files.Select(static file => file.Name)];
        HashSet<string> like = [.. files.Where(IsDoubtful).Select(static file => file.Stem)];
        _ = _unknown.RemoveAll(files.Contains);
        files.ForEach(static file => file.Knowing = Knowing.Asked);
        _isAsking = true;
        int round = _failures;
        Start(stop => _receiver.AskAsync(names, [.. like], stop), answer => Answered(files, answer, round));
    }

    private static bool IsDoubtful(OutgoingFile file) => file.IsDoubtful && file.Acked is null;

    private void Answered(List<OutgoingFile> files, Answered<ReceiverMarks> answer, int round)
    {
        _isAsking = false;
        foreach (OutgoingFile file in files)
        {
            file.Knowing = Knowing.No;
        }

        if (answer.Fault is { } fault)
        {
            _unknown.InsertRange(0, files);
            Failed(fault, answer.Wait, round);
            return;
        }

        Back();
        foreach (OutgoingFile file in files.OrderBy(static file => file.Path, StringComparer.Ordinal).ThenBy(static file => file.Number))
        {
            if (!file.IsForgotten && !file.IsStopped)
            {
                Know(file, answer.Value!); // In the order in which they stood at their path: one may settle what the next is.
            }
        }
    }

    private void Know(OutgoingFile file, ReceiverMarks answer)
    {
        file.Knowing = Knowing.Yes;
        long? mark = answer.Marks.TryGetValue(file.Name, out long there) ? there : null;
        if (IsDoubtful(file) && Identify(file, answer, ref mark))
        {
            return;
        }

        if (_source is null && file.Acked is null)
        {
            file.Next = file.IsIdle ? Math.Min(file.Next, mark ?? file.Next) : file.Next;
            (file.Waiting.First?.Value ?? file.Open)?.From(Math.Min(file.From, mark ?? file.From));
        }

        long has = mark ?? file.Begin;
        if (has < file.From)
        {
            Gap(file, has);
        }
        else
        {
            file.Acked = has;
            Acknowledged?.Invoke(file.Id, has);
            CutBefore(file, has);
        }

        Queue(file);
    }

    /// <summary>
    /// Finds out which file of the receiver it is, if any, where its number may be wrong. True if it is another one: then it is given anew.
    /// </summary>
    private bool Identify(OutgoingFile file, ReceiverMarks answer, ref long? mark)
    {
        PathMemory memory = MemoryOf(file.Path);
        (string Name, long Number, KnownFile Known)[] alike = [.. answer.Known
            .Select(static one => (one.Key, OutgoingFile.NumberOf(one.Key), one.Value))
            .Where(one => OutgoingFile.StemOf(one.Key) == file.Stem && one.Item2 > memory.Number)
            .OrderByDescending(static one => one.Item2)];
        memory.IsFresh = false;
        foreach ((string name, long number, KnownFile known) in alike)
        {
            if (Matches(file, known))
            {
                mark = known.Mark;
                return name != file.Name && Renumber(file, number, known.Mark, ref mark);
            }
        }

        long highest = alike.Length > 0 ? alike[0].Number : -1;
        if (highest < file.Number)
        {
            return false;
        }

        mark = null;
        return Renumber(file, highest + 1, file.Begin, ref mark);
    }

    /// <summary>Whether the last batch that the receiver has of a file stands in this one.</summary>
    private bool Matches(OutgoingFile file, KnownFile known)
    {
        long length = known.Mark - known.Start;
        if (known.Content is null || length is < 0 or > ShipDefaults.LongestProof || Where(file) is not { } at)
        {
            return false;
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            Span<byte> part = bytes.AsSpan(0, (int)length);
            return _source!.Reread(at with { Offset = known.Start }, part) && Hash(part) == known.Content;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Of the lines that the rule of today lets through.</summary>
    private string Hash(ReadOnlySpan<byte> lines)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? lines : lines[..(end + 1)];
            if (line.Length <= ShipDefaults.LongestLine && !_skip.Fits(line))
            {
                hash.AppendData(line);
            }

            lines = lines[line.Length..];
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private bool Renumber(OutgoingFile file, long number, long offset, ref long? mark)
    {
        string name = OutgoingFile.NameOf(file.Stem, number);
        if (Where(file) is not { } at || !Rewind(at with { FileId = name, Number = number, Offset = offset }))
        {
            file.Name = name; // It is no more; what was read of it is sent under its right name.
            return false;
        }

        // What came after it was numbered by it, and is given again too.
        foreach (OutgoingFile other in _files.Values.Where(other => other.Path == file.Path && other.IsBegun && other.Number >= file.Number).ToList())
        {
            Drop(other);
            other.IsForgotten = true;
            _ = _files.Remove(other.Id);
            _ = _unknown.Remove(other);
            MemoryOf(file.Path).Forget(other.Id);
        }

        (_last, mark) = (null, null);
        Rewinds++;
        _ = _files.TryAdd(name, new OutgoingFile(name, file.Path)
        {
            Begin = file.Begin, Next = offset, Taken = offset, Seen = offset, Acked = offset, Knowing = Knowing.Yes, IsBegun = true,
        });
        return true;
    }
}
