using System.Buffers.Binary;
using System.Text;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Rows in PostgreSQL's binary COPY format, written straight into the bytes that are sent: nothing is boxed and nothing is
/// made for a row. What a column cannot hold is found here, before it would cost the server its whole statement.
/// </summary>
internal sealed class CopyBuffer : IRowWriter
{
    private static readonly long s_epoch = new DateTime(2000, 1, 1).Ticks;

    private byte[] _bytes = new byte[96 * 1024];
    private int _length;
    private PostgreSqlTable _table = null!;
    private int _index;

    /// <summary>What is waiting to be sent.</summary>
    public ReadOnlyMemory<byte> Waiting => _bytes.AsMemory(0, _length);

    /// <summary>Why the last row was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the last row has no name, so that a copy of it would not be known.</summary>
    public bool IsNameless { get; private set; }

    public void Begin(PostgreSqlTable table)
    {
        _table = table;
        ReadOnlySpan<byte> head = [0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.CopyTo(_bytes);
        _length = head.Length;
    }

    /// <summary>Adds a row; false when it does not fit its table, and then <see cref="Refusal"/> says why.</summary>
    /// <param name="number">Where it stands in its batch, for a stage; null for the table itself.</param>
    public bool Add(IRow row, int? number)
    {
        int start = _length;
        Refusal = null;
        IsNameless = _table.Map.Identity is null;
        _index = 0;
        BinaryPrimitives.WriteInt16BigEndian(Room(2), (short)(_table.Columns.Count + (number is null ? 0 : 1)));
        if (number is { } place)
        {
            Span<byte> field = Field(4);
            BinaryPrimitives.WriteInt32BigEndian(field, place);
        }

        _table.Map.Write(row, this);
        _table.Map.Identity?.Write(row, this);
        if (Refusal is null)
        {
            return true;
        }

        _length = start;
        return false;
    }

    public void Sent() => _length = 0;

    public void End() => BinaryPrimitives.WriteInt16BigEndian(Room(2), -1);

    public void Text(string? value)
    {
        BoundColumn column = _table.Columns[_index];
        if (value is null)
        {
            Null();
            return;
        }

        _index++;
        if (column.MostCharacters < value.Length && Characters(value) is var characters && characters > column.MostCharacters)
        {
            Refuse($"the column {column.Name} holds {column.MostCharacters} characters and the value has {characters}: widen it with "
                + $"ALTER TABLE {_table.Shown} ALTER COLUMN {column.Quoted} TYPE {(column.MostCharacters < 64 && characters <= 64 ? "varchar(64)" : "text")}");
            return;
        }

        // NUL is no character to PostgreSQL, and half a surrogate pair none to UTF-8: each becomes U+FFFD.
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            value = value.Replace('\0', '\uFFFD');
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> field = Room(4 + most);
        int written = Encoding.UTF8.GetBytes(value, field[4..]);
        BinaryPrimitives.WriteInt32BigEndian(field, written);
        _length -= most - written;
    }

    public void Integer(long? value)
    {
        BoundColumn column = _table.Columns[_index];
        if (value is not { } number)
        {
            Null();
            return;
        }

        _index++;
        if (number < column.Least || number > column.Most)
        {
            Refuse($"the column {column.Name} holds no number as large as {number}: widen it with "
                + $"ALTER TABLE {_table.Shown} ALTER COLUMN {column.Quoted} TYPE bigint");
            return;
        }

        BinaryPrimitives.WriteInt64BigEndian(Field(8), number);
    }

    public void Time(DateTimeOffset? value)
    {
        if (value is not { } time)
        {
            Null();
            return;
        }

        // Rounded down, as everywhere here; a division would round towards the year 2000.
        long ticks = (_table.Columns[_index++].Type == RowType.LocalTime ? time.DateTime : time.UtcDateTime).Ticks - s_epoch;
        BinaryPrimitives.WriteInt64BigEndian(Field(8), Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond) is var (whole, left) && left < 0 ? whole - 1 : whole);
    }

    public void Seconds(TimeSpan? value)
    {
        if (value is not { } span)
        {
            Null();
            return;
        }

        _index++;
        BinaryPrimitives.WriteDoubleBigEndian(Field(8), span.TotalSeconds);
    }

    private void Null()
    {
        IsNameless |= _index >= _table.FirstNaming && _index < _table.FirstNaming + _table.Naming;
        _index++;
        BinaryPrimitives.WriteInt32BigEndian(Room(4), -1);
    }

    private void Refuse(string reason) => Refusal ??= reason;

    private Span<byte> Field(int size)
    {
        Span<byte> room = Room(4 + size);
        BinaryPrimitives.WriteInt32BigEndian(room, size);
        return room[4..];
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - _length < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_length + size)));
        }

        Span<byte> room = _bytes.AsSpan(_length, size);
        _length += size;
        return room;
    }

    /// <summary>As PostgreSQL counts them: a surrogate pair is one.</summary>
    private static int Characters(string value)
    {
        int count = 0;
        for (int i = 0; i < value.Length; i++)
        {
            count += char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]) ? 0 : 1;
        }

        return count;
    }
}
