using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LogStats.Sinks.Json;

/// <summary>The names of some rows, in their order, as one name of 32 letters and digits.</summary>
internal sealed class RowNameHash : IRowWriter
{
    private const int Length = 16;

    private readonly ArrayBufferWriter<byte> _names = new();
    private bool _hasName;

    public static string Of(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash[..Length]);
    }

    public void Begin() => _names.ResetWrittenCount();

    /// <summary>Whether the row has a name; one without adds nothing.</summary>
    public bool Add(IRow row)
    {
        RowMap map = row.GetRowMap();
        if (map.Identity is not { } identity)
        {
            return false;
        }

        Text(map.Table);
        _hasName = false;
        identity.Write(row, this);
        return _hasName;
    }

    public string End() => Of(_names.WrittenSpan);

    // Each value behind its length, so that no two lists of values are the same bytes.
    public void Text(string? value)
    {
        Number(value is null ? -1 : Encoding.UTF8.GetByteCount(value));
        if (value is not null)
        {
            _ = Encoding.UTF8.GetBytes(value, _names);
            _hasName = true;
        }
    }

    public void Integer(long? value)
    {
        Number(value is null ? -1 : sizeof(long));
        if (value is { } number)
        {
            Number(number);
            _hasName = true;
        }
    }

    public void Time(DateTimeOffset? value) => Integer(value?.UtcTicks);

    public void Seconds(TimeSpan? value) => Integer(value?.Ticks);

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_names.GetSpan(sizeof(long)), value);
        _names.Advance(sizeof(long));
    }
}
