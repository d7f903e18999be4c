using System.Globalization;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>One grouping: its parts joined with LF, which no line of a log can hold, are the key of its sums.</summary>
internal sealed class RsyncGroupTable(RsyncGroup[] by)
{
    /// <summary>Groups that are kept exactly; beyond, the lightest are folded together.</summary>
    public const int Bound = 100_000;

    private const byte Separator = (byte)'\n';
    private byte[] _key = new byte[512];
    private int _length;

    public RsyncGroup[] By { get; } = by;

    public bool NeedsPath { get; } = Has(by, RsyncGroup.Path);

    public GroupTable<RsyncSums> Table { get; } = new(Bound);

    public void Add(in RsyncGroupKey key, in RsyncSums sums)
    {
        if (!NeedsPath || !key.Path.IsEmpty)
        {
            Table.At(IndexOf(in key)).Add(in sums);
        }
    }

    public void Add(in RsyncGroupKey key, in RsyncSums sums, long minute, CellBound bound)
    {
        if (!NeedsPath || !key.Path.IsEmpty)
        {
            Table.At(IndexOf(in key)).Add(in sums, minute, bound);
        }
    }

    /// <summary>What each group counts for, and what it has by time.</summary>
    public IEnumerable<(long Weight, TimeCells? Cells)> Cells()
    {
        for (int index = 0; index < Table.Count; index++)
        {
            yield return (Table.Sums(index).Weight, Table.Sums(index).Cells);
        }

        yield return (0, Table.Rest.Cells);
    }

    private int IndexOf(in RsyncGroupKey key)
    {
        _length = 0;
        foreach (RsyncGroup part in By)
        {
            Append(part, in key);
            Append([Separator]);
        }

        ReadOnlySpan<byte> whole = _key.AsSpan(0, _length);
        return Table.IndexOf(whole, ByteHash.Of(whole));
    }

    /// <summary>The parts of a key as text; an empty part is null.</summary>
    public static string?[] Parts(ReadOnlySpan<byte> key, int count)
    {
        string?[] parts = new string?[count];
        for (int index = 0; index < count; index++)
        {
            int end = key.IndexOf(Separator);
            parts[index] = RsyncWords.Text(key[..end]);
            key = key[(end + 1)..];
        }

        return parts;
    }

    private static bool Has(RsyncGroup[] by, RsyncGroup wanted)
    {
        foreach (RsyncGroup part in by)
        {
            if (part == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private void Append(RsyncGroup part, in RsyncGroupKey key)
    {
        switch (part)
        {
            case RsyncGroup.Day:
            case RsyncGroup.Hour:
                DateTime local = new(Math.Clamp(key.Ticks + (key.OffsetMinutes * TimeSpan.TicksPerMinute), 0, DateTime.MaxValue.Ticks));
                Span<byte> stamp = stackalloc byte[16];
                local.TryFormat(stamp, out int written, part == RsyncGroup.Day ? "yyyy-MM-dd" : "yyyy-MM-dd HH:00", CultureInfo.InvariantCulture);
                Append(stamp[..written]);
                break;
            case RsyncGroup.Module:
                Append(RsyncWords.Same(key.Module));
                break;
            case RsyncGroup.UserName:
                Append(RsyncWords.Same(key.User));
                break;
            case RsyncGroup.HostName:
                Append(RsyncWords.Same(key.Host));
                break;
            case RsyncGroup.Network:
                Append(RsyncWords.Same(ClientNetwork.Of(key.Address, stackalloc byte[ClientNetwork.LongestName])));
                break;
            case RsyncGroup.Country when key.Location is { } location:
                Append(location.CountryKey);
                break;
            case RsyncGroup.City when key.Location is { } location:
                Append(location.CityKey);
                break;
            case RsyncGroup.Asn when key.Location is { } location:
                Append(location.AsnKey);
                break;
            case RsyncGroup.Operation:
                Append(key.Operation switch
                {
                    RsyncOperation.Send => "Send"u8,
                    RsyncOperation.Receive => "Receive"u8,
                    RsyncOperation.Delete => "Delete"u8,
                    _ => default,
                });
                break;
            case RsyncGroup.Path:
                Append(RsyncWords.Same(key.Path));
                break;
        }
    }

    private void Append(scoped ReadOnlySpan<byte> text)
    {
        if (_key.Length - _length < text.Length)
        {
            Array.Resize(ref _key, Math.Max(_key.Length * 2, _length + text.Length));
        }

        text.CopyTo(_key.AsSpan(_length));
        _length += text.Length;
    }
}
