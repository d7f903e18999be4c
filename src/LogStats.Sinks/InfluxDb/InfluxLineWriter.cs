using System.Buffers.Text;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// Makes a line of a row: bytes straight from its values, names escaped beforehand. Fields are written as they come, tags
/// kept, because they stand before the fields and in their own order. One writer is for one type of row.
/// </summary>
internal sealed class InfluxLineWriter(InfluxShape shape, InfluxPrecision precision) : IRowWriter
{
    private const int LongestNumber = 32;
    private const int LongestTime = 24;
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashStep = 0x9E3779B97F4A7C15;

    private static readonly byte[] s_offset = "SourceOffset="u8.ToArray();

    private readonly InfluxTagValue[] _tags = [.. Enumerable.Range(0, shape.TagCount).Select(static _ => new InfluxTagValue())];
    private readonly bool _records = shape.Map.Identity is RecordIdentity;
    private byte[] _fields = new byte[1024];
    private int _length;
    private int _tagBytes;
    private int _column;
    private DateTimeOffset? _time;
    private ulong _hash;
    private bool _all;
    private long _source;

    /// <summary>Adds the row's line to a body.</summary>
    /// <returns>Null, or why the row can be no point.</returns>
    public string? Write(IRow row, InfluxBody body)
    {
        RecordKey key = _records ? ((ILogRecord)row).GetKey() : default;
        ulong? number = Begin(row, key);
        shape.Map.Write(row, this);
        if (_time is not { } time)
        {
            return "it has no time";
        }

        if (!InfluxMoment.TryNanoseconds(time, out long nanoseconds))
        {
            return "its time is none that InfluxDB can hold, from 1677 to 2262";
        }

        if (_length == 0 && shape.NamesRecords && !key.IsNone)
        {
            Whole(s_offset, key.Offset); // A point has a field at least, and that something happened is worth one.
        }

        if (_length == 0)
        {
            return "it has no value for any field";
        }

        SetSource(key);
        long place = InfluxMoment.Place(nanoseconds, number ?? _hash, precision);
        Span<byte> line = body.Room(shape.Measurement.Length + _tagBytes + _length + LongestTime);
        int at = Head(line);
        _fields.AsSpan(0, _length).CopyTo(line[at..]);
        at += _length - 1; // Its last comma is not wanted.
        line[at++] = (byte)' ';
        _ = Utf8Formatter.TryFormat(place, line[at..], out int digits);
        at += digits;
        line[at++] = (byte)'\n';
        body.Add(row, at, place);
        return null;
    }

    public void Text(string? value)
    {
        ref readonly InfluxColumn column = ref shape.Columns[_column++];
        if (_all)
        {
            Hash(value);
        }

        if (value is null)
        {
            return;
        }

        if (column.Role == InfluxRole.Tag)
        {
            bool known = column.Known is null || column.Known.Contains(value);
            Tag(in column, known ? value : InfluxTags.Other);
            if (!known)
            {
                Field(column.Other, value);
            }
        }
        else if (column.Role == InfluxRole.Field)
        {
            Field(column.Prefix, value);
        }
    }

    public void Integer(long? value)
    {
        ref readonly InfluxColumn column = ref shape.Columns[_column++];
        if (_all)
        {
            Hash((ulong)value.GetValueOrDefault());
        }

        if (value is not { } number)
        {
            return;
        }

        if (column.Role == InfluxRole.Tag)
        {
            _tags[column.Slot].Set(number);
            _tagBytes += column.Prefix.Length + _tags[column.Slot].Bytes.Length;
        }
        else if (column.Role == InfluxRole.Field)
        {
            Whole(column.Prefix, number);
        }
    }

    public void Time(DateTimeOffset? value)
    {
        ref readonly InfluxColumn column = ref shape.Columns[_column++];
        if (_all)
        {
            Hash((ulong)value.GetValueOrDefault().UtcTicks);
        }

        if (column.Role == InfluxRole.Time)
        {
            _time = value;
        }
        else if (column.Role == InfluxRole.Field && value is { } time && InfluxMoment.TryNanoseconds(time, out long nanoseconds))
        {
            Whole(column.Prefix, nanoseconds);
        }
    }

    public void Seconds(TimeSpan? value)
    {
        ref readonly InfluxColumn column = ref shape.Columns[_column++];
        if (_all)
        {
            Hash((ulong)value.GetValueOrDefault().Ticks);
        }

        if (column.Role != InfluxRole.Field || value is not { } span)
        {
            return;
        }

        Span<byte> room = Name(column.Prefix, LongestNumber);
        _ = Utf8Formatter.TryFormat(span.TotalSeconds, room, out int digits);
        room[digits] = (byte)',';
        _length += digits + 1;
    }

    /// <returns>The number that tells the row from others by its name; null: what is hashed while it is written does.</returns>
    private ulong? Begin(IRow row, RecordKey key)
    {
        (_column, _length, _tagBytes, _time, _hash) = (0, 0, 0, null, HashStart);
        foreach (InfluxTagValue tag in _tags)
        {
            tag.IsSet = false;
        }

        ulong? number = _records && !key.IsNone ? InfluxMoment.Number(key)
            : !_records && shape.Map.Identity is { } identity ? Name(identity, row)
            : null;
        _all = number is null;
        return number;
    }

    private static ulong? Name(RowIdentity identity, IRow row)
    {
        InfluxNameHash name = new(identity.Unique);
        identity.Write(row, name);
        return name.IsWhole ? name.Value : null;
    }

    private void SetSource(RecordKey key)
    {
        if (shape.SourceSlot < 0 || key.IsNone)
        {
            return;
        }

        InfluxTagValue tag = _tags[shape.SourceSlot];
        if (!tag.HasValue || key.Source != _source)
        {
            _source = key.Source;
            tag.Set(key.Source.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        }

        tag.IsSet = true;
        _tagBytes += InfluxShape.SourcePrefix.Length + tag.Bytes.Length;
    }

    private int Head(Span<byte> line)
    {
        shape.Measurement.CopyTo(line);
        int at = shape.Measurement.Length;
        for (int slot = 0; slot < _tags.Length; slot++)
        {
            if (!_tags[slot].IsSet)
            {
                continue;
            }

            byte[] prefix = shape.TagPrefix(slot);
            prefix.CopyTo(line[at..]);
            at += prefix.Length;
            byte[] value = _tags[slot].Bytes;
            value.CopyTo(line[at..]);
            at += value.Length;
        }

        line[at++] = (byte)' ';
        return at;
    }

    private void Tag(ref readonly InfluxColumn column, string value)
    {
        if (value.Length > 0)
        {
            InfluxTagValue tag = _tags[column.Slot];
            tag.Set(value);
            _tagBytes += column.Prefix.Length + tag.Bytes.Length;
        }
    }

    private void Field(byte[] prefix, string value)
    {
        Span<byte> room = Name(prefix, InfluxText.FieldBound(value) + 1);
        int length = InfluxText.Field(value, room);
        room[length] = (byte)',';
        _length += length + 1;
    }

    private void Whole(byte[] prefix, long value)
    {
        Span<byte> room = Name(prefix, LongestNumber);
        _ = Utf8Formatter.TryFormat(value, room, out int digits);
        room[digits] = (byte)'i';
        room[digits + 1] = (byte)',';
        _length += digits + 2;
    }

    /// <summary>Writes what stands before a value and gives the room behind it.</summary>
    private Span<byte> Name(byte[] prefix, int more)
    {
        if (_fields.Length - _length < prefix.Length + more)
        {
            Array.Resize(ref _fields, Math.Max(_fields.Length * 2, _length + prefix.Length + more));
        }

        prefix.CopyTo(_fields.AsSpan(_length));
        _length += prefix.Length;
        return _fields.AsSpan(_length);
    }

    private void Hash(string? value)
    {
        Hash((ulong)(value?.Length ?? -1));
        foreach (char letter in value.AsSpan())
        {
            Hash(letter);
        }
    }

    private void Hash(ulong value)
    {
        ulong hash = unchecked((_hash ^ value) * HashStep);
        _hash = hash ^ (hash >> 29);
    }
}
