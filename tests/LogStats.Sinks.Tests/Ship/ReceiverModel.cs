using System.Security.Cryptography;
using System.Text;
using LogStats.Batches;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>The rules of docs/decisions/0023, plainly, with everything in memory.</summary>
internal sealed class ReceiverModel
{
    private readonly Dictionary<string, Stored> _files = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public string? Claim { get; private set; }

    /// <summary>Nobody has sent for a while: whoever asks is let in.</summary>
    public bool IsQuiet { get; set; } = true;

    public List<BatchHead> Heads { get; } = [];

    public int Repeats { get; private set; }

    public int Losses { get; private set; }

    /// <summary>What is stored of each file, by its name.</summary>
    public IReadOnlyDictionary<string, string> Texts
    {
        get
        {
            lock (_lock)
            {
                return _files.ToDictionary(static one => one.Key, static one => Encoding.Latin1.GetString([.. one.Value.Bytes]));
            }
        }
    }

    public long? MarkOf(string file) => _files.TryGetValue(file, out Stored? stored) ? stored.Mark : null;

    /// <summary>All lines of all files, ordered by the number of the file.</summary>
    public string Text => string.Concat(Texts.OrderBy(static one => int.Parse(one.Key[(one.Key.LastIndexOf('-') + 1)..])).Select(static one => one.Value));

    public bool Take(SourceClaim claim)
    {
        lock (_lock)
        {
            if (claim.Next == Claim || claim.Previous == Claim || IsQuiet)
            {
                (Claim, IsQuiet) = (claim.Next, false);
                return true;
            }

            return false;
        }
    }

    public BatchAnswer Take(BatchHead head, ReadOnlySpan<byte> lines)
    {
        lock (_lock)
        {
            Assert.True(BatchName.IsValid(head.Key.File), head.Key.File);
            Assert.Equal(head.Length, lines.Length);
            Assert.Equal(head.Lines, lines.Count((byte)'\n') + (head.IsPartial ? 1 : 0));
            Assert.Equal(head.Key.Content, Convert.ToHexStringLower(SHA256.HashData(lines)));
            Assert.True(head.Key.End - head.Key.Start >= head.Length && head.Begin <= head.Key.Start);
            Heads.Add(head);
            if (head.Claim != Claim)
            {
                return new BatchAnswer(BatchOutcome.Claimed, 0);
            }

            IsQuiet = false;
            BatchKey key = head.Key;
            Stored? stored = _files.GetValueOrDefault(key.File);
            long mark = stored?.Mark ?? head.Begin;
            if (key.Start < mark)
            {
                Repeats++;
                BatchKey? known = stored!.Keys.FirstOrDefault(one => one.Start == key.Start && one.End == key.End);
                return new BatchAnswer(
                    key.End > mark ? BatchOutcome.Overlap : known is { File: not null } old && old.Content != key.Content ? BatchOutcome.Conflict : BatchOutcome.Had, mark);
            }

            if (key.Start > mark && !head.IsAfterLoss)
            {
                return new BatchAnswer(BatchOutcome.Gap, mark);
            }

            Losses += key.Start > mark ? 1 : 0;
            stored ??= _files[key.File] = new Stored();
            stored.Mark = key.End;
            stored.Bytes.AddRange(lines);
            stored.Keys.Add(key);
            return new BatchAnswer(BatchOutcome.Stored, key.End);
        }
    }

    public Dictionary<string, long> Marks(IEnumerable<string> files)
    {
        lock (_lock)
        {
            return files.Where(_files.ContainsKey).ToDictionary(static file => file, file => _files[file].Mark);
        }
    }

    public Dictionary<string, (long Mark, BatchKey Last)> Known(IEnumerable<string> like)
    {
        lock (_lock)
        {
            return _files.Where(file => like.Contains(file.Key[..file.Key.LastIndexOf('-')]))
                .ToDictionary(static file => file.Key, static file => (file.Value.Mark, file.Value.Keys[^1]));
        }
    }

    /// <summary>A backup of the receiver.</summary>
    public Action Backup()
    {
        List<(string Name, long Mark, byte[] Bytes, BatchKey[] Keys)> copy = [.. _files.Select(static one => (one.Key, one.Value.Mark, one.Value.Bytes.ToArray(), one.Value.Keys.ToArray()))];
        return () =>
        {
            _files.Clear();
            foreach ((string name, long mark, byte[] bytes, BatchKey[] keys) in copy)
            {
                _files[name] = new Stored { Mark = mark };
                _files[name].Bytes.AddRange(bytes);
                _files[name].Keys.AddRange(keys);
            }
        };
    }

    private sealed class Stored
    {
        public long Mark { get; set; }

        public List<byte> Bytes { get; } = [];

        public List<BatchKey> Keys { get; } = [];
    }
}
