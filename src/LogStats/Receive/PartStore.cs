using System.Globalization;
using System.Net;
using LogStats.Archive;
using LogStats.Scan;

namespace LogStats.Receive;

/// <summary>The files that lines are added to: which there are, which are open, how far each counts.</summary>
internal sealed class PartStore(ReceiveOptions options, IPartFiles files, ILedger ledger, AlarmBook alarms, TimeProvider clock) : IDisposable
{
    private const int MostHandles = 256;

    private readonly Dictionary<(string Source, string Stem), OpenPart> _open = [];
    private readonly Dictionary<(string Source, string Stem, int Number), LedgerPart> _closed = [];
    private readonly HashSet<OpenPart> _handles = [];
    private long _uses;

    /// <summary>The ones that are read back, or wait for it.</summary>
    public IReadOnlyCollection<LedgerPart> Closed => _closed.Values;

    public IReadOnlyCollection<OpenPart> All => _open.Values;

    /// <summary>Whether one more file of that source would be too many.</summary>
    public bool IsCrowded(string source, string window, IPAddress remote)
        => _open.Count >= options.MostOpenParts && !_open.ContainsKey((source, PartName.Stem(options.Prefix, window, remote)))
            && _open.Values.Count(part => part.Source == source) >= options.MostOpenParts;

    /// <summary>Takes over what the ledger knows, and cuts each file to what counts of it.</summary>
    /// <exception cref="IOException">The disk gave an error; nothing is known to be wrong.</exception>
    public void Load()
    {
        Forget();
        LedgerChange change = new() { Time = clock.GetUtcNow() };
        foreach (LedgerPart part in ledger.UnsealedParts())
        {
            OpenPart open = new(part, clock.GetUtcNow());
            try
            {
                if (!IsWhole(open, out string wrong))
                {
                    if (Taken(part) is { } done)
                    {
                        change.Parts.Add(part with { State = PartState.Sealed, Sha256 = done.Sha256 });
                        continue;
                    }

                    change.Parts.Add(part with { State = PartState.Damaged });
                    TellDamaged(part, wrong);
                    continue;
                }
            }
            catch (IOException error)
            {
                TellDamaged(part, $"cannot be opened ({error.Message.TrimEnd('.')})");
                continue;
            }

            open.Close();
            if (part.State == PartState.Closed)
            {
                _closed.Add((part.Source, part.Stem, part.Number), part);
                continue;
            }

            if (_open.TryGetValue((part.Source, part.Stem), out OpenPart? other))
            {
                // Only the one with the highest number is added to.
                LedgerPart older = other.Committed.Number < part.Number ? other.Committed : part;
                change.Parts.Add(older with { State = PartState.Closed });
                _closed.Add((older.Source, older.Stem, older.Number), older with { State = PartState.Closed });
                if (!ReferenceEquals(older, other.Committed))
                {
                    continue;
                }
            }

            _open[(part.Source, part.Stem)] = open;
        }

        if (!change.IsEmpty)
        {
            ledger.Commit(change);
        }
    }

    /// <summary>The manifest of one that is gone because it was delivered: that may begin before the ledger knows that it is closed for good.</summary>
    public PartManifest? Taken(LedgerPart part)
        => part.State == PartState.Closed && !files.Has(part.Source, part.FileName) && files.Taken(part.Source, part.FileName) is { } manifest
            && manifest.Bytes == part.Length && manifest.Lines == part.Lines ? manifest : null;

    /// <summary>Nothing is known any more, no file is open.</summary>
    public void Forget()
    {
        foreach (OpenPart part in _handles)
        {
            part.Close();
        }

        _handles.Clear();
        _open.Clear();
        _closed.Clear();
    }

    /// <summary>The part that lines of this window go to. A new one has to be committed before it is written to.</summary>
    public OpenPart Find(string source, IPAddress remote, string window, DateTimeOffset windowEnd)
    {
        string stem = PartName.Stem(options.Prefix, window, remote);
        if (_open.TryGetValue((source, stem), out OpenPart? part))
        {
            return part;
        }

        int number = (ledger.LastPart(source, stem)?.Number ?? 0) + 1;
        while (files.Has(source, PartName.File(stem, number)))
        {
            number++; // Nothing that is there is ever written over.
        }

        part = new OpenPart(new LedgerPart { Source = source, Stem = stem, Number = number, Window = window, WindowEnd = windowEnd }, clock.GetUtcNow())
        {
            IsNew = true,
        };
        _open.Add((source, stem), part);
        return part;
    }

    /// <summary>A new part that came to nothing.</summary>
    public void Drop(OpenPart part)
    {
        part.Close();
        _ = _handles.Remove(part);
        _ = _open.Remove((part.Source, part.Committed.Stem));
    }

    /// <exception cref="IOException">Not all of it was written.</exception>
    public void Append(OpenPart part, ReadOnlySpan<byte> lines, in LineRun run, bool withEnd)
    {
        Ready(part);
        LedgerPart next = part.Next;
        part.IsDirty = true;
        part.File!.Write(lines, next.Length);
        if (withEnd)
        {
            part.File.Write("\n"u8, next.Length + lines.Length);
        }

        part.Arrival = clock.GetUtcNow();
        part.Next = next with
        {
            Length = next.Length + lines.Length + (withEnd ? 1 : 0),
            Lines = next.Lines + run.Lines,
            First = next.First < 0 ? run.First : Math.Min(next.First, run.First),
            Last = Math.Max(next.Last, run.Last),
        };
    }

    /// <exception cref="IOException">The disk has not all of it.</exception>
    public static void Sync(OpenPart part)
    {
        if (part.IsDirty)
        {
            part.File!.Sync();
            part.IsDirty = false;
        }
    }

    /// <summary>Whether it can be closed for good: what a failed write left behind its end has to be cut before.</summary>
    public bool MayClose(OpenPart part)
    {
        try
        {
            return part.File is not null || IsWhole(part, out _);
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            if (!_handles.Contains(part))
            {
                part.Close();
            }
        }
    }

    /// <summary>No line is added any more from when this is committed.</summary>
    public void Close(OpenPart part)
    {
        Drop(part);
        LedgerPart closed = part.Committed with { State = PartState.Closed };
        _closed[(closed.Source, closed.Stem, closed.Number)] = closed;
    }

    /// <summary>It was read back, or is given up.</summary>
    public void Finish(LedgerPart part) => _ = _closed.Remove((part.Source, part.Stem, part.Number));

    public void TellDamaged(LedgerPart part, string wrong) => alarms.Raise(ReceiveAlarmKind.PartDamaged, part.Source, string.Create(CultureInfo.InvariantCulture,
        $"'{files.PathOf(part.Source, part.FileName)}' {wrong}. It is left as it is, and lines that come go to another file: look where it went, and restore it from a copy"));

    public void Dispose() => Forget();

    /// <summary>Opens its file, and cuts what was left behind the end that counts.</summary>
    private void Ready(OpenPart part)
    {
        part.Used = ++_uses;
        if (part.File is not null)
        {
            return;
        }

        if (_handles.Count >= MostHandles)
        {
            OpenPart oldest = _handles.MinBy(static one => one.Used)!;
            Sync(oldest);
            oldest.Close();
            _ = _handles.Remove(oldest);
        }

        if (!IsWhole(part, out string wrong, part.Next.Length))
        {
            TellDamaged(part.Committed, wrong);
            part.Next = part.Committed with { State = PartState.Damaged };
            throw new DamagedPartException(part, wrong);
        }

        _ = _handles.Add(part);
    }

    private bool IsWhole(OpenPart part, out string wrong, long? counts = null)
    {
        LedgerPart known = part.Committed;
        long length = counts ?? known.Length;
        wrong = "is not there any more";
        part.File = files.Open(known.Source, known.FileName);
        if (part.File is null && length == 0)
        {
            part.File = counts is null ? null : files.Create(known.Source, known.FileName);
            return counts is null || part.File is not null;
        }

        if (part.File is null)
        {
            return false;
        }

        try
        {
            long there = part.File.Length;
            if (there < length)
            {
                wrong = $"has {ByteSize.Text(there)}, and {ByteSize.Text(length)} were stored in it";
                part.Close();
                return false;
            }

            if (there > length)
            {
                part.File.Cut(length);
            }

            return true;
        }
        catch (IOException)
        {
            part.Close(); // What is open counts as cut.
            throw;
        }
    }
}
