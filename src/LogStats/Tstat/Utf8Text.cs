using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogStats.Tstat;

/// <summary>Text in UTF-8 that is put together piece by piece, and used again for the next.</summary>
internal sealed class Utf8Text
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void Clear() => _length = 0;

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Integer(Int128 value)
    {
        Span<byte> room = Room(40);
        _ = value >= long.MinValue && value <= long.MaxValue
            ? Utf8Formatter.TryFormat((long)value, room, out int written)
            : value.TryFormat(room, out written, default, System.Globalization.CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Rounded, as Python writes it.</summary>
    public void Rounded(double value, int decimals) => _length += PythonFloat.WriteRounded(value, decimals, Room(PythonFloat.Longest));

    /// <summary>As Python writes it.</summary>
    public void Float(double value) => _length += PythonFloat.Write(value, Room(PythonFloat.Longest));

    /// <summary>In quotes; whatever the bytes are, what comes out is JSON.</summary>
    public void Quoted(ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        if (text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && text.IndexOfAny((byte)'"', (byte)'\\') < 0)
        {
            Raw(text);
        }
        else
        {
            Raw(JsonEncodedText.Encode(Encoding.UTF8.GetString(text), JavaScriptEncoder.Default).EncodedUtf8Bytes);
        }

        Raw("\""u8);
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        return _bytes.AsSpan(_length);
    }
}
