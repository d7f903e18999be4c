using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogStats.Tstat;

/// <summary>
/// Texts in UTF-8 that are put together piece by piece, one behind another in pages: what was taken stays where it was
/// written, and a page lives as long as any text in it.
/// </summary>
internal sealed class Utf8Text
{
    /// <summary>Room for some texts, and little enough to be kept for one of them.</summary>
    private const int Page = 16 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _length;

    /// <summary>The text since the last one was taken. The next begins behind it.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        ReadOnlyMemory<byte> taken = new(_bytes, _start, _length - _start);
        _start = _length;
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Integer(long value)
    {
        _ = Utf8Formatter.TryFormat(value, Room(20), out int written);
        _length += written;
    }

    /// <summary>A key, and a value as the log has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Value(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        Span<byte> room = Room(key.Length + text.Length + 2);
        key.CopyTo(room);
        int written = LogNumber.TryWriteShort(text, room[key.Length..]);
        _length += key.Length + written;
        if (written == 0)
        {
            Slow(text);
        }
    }

    /// <summary>Rounded, as Python writes it.</summary>
    public void Rounded(double value, int decimals)
    {
        int written = PythonFloat.WriteRounded(value, decimals, Room(PythonFloat.Longest));
        _length += written;
    }

    /// <summary>As Python writes it.</summary>
    public void Float(double value)
    {
        int written = PythonFloat.Write(value, Room(PythonFloat.Longest));
        _length += written;
    }

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

    /// <summary>An address in quotes; anything else as a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Address(ReadOnlySpan<byte> text)
    {
        int points = 0;
        int colons = 0;
        int others = 0;
        foreach (byte one in text)
        {
            points += one == '.' ? 1 : 0;
            colons += one == ':' ? 1 : 0;
            others += one is (byte)'.' or (byte)':' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') ? 0 : 1;
        }

        // A number has one point at most.
        if (others > 0 || (points < 2 && colons == 0))
        {
            Slow(text);
            return;
        }

        Span<byte> room = Room(text.Length + 2);
        room[0] = (byte)'"';
        text.CopyTo(room[1..]);
        room[text.Length + 1] = (byte)'"';
        _length += text.Length + 2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Slow(ReadOnlySpan<byte> text) => LogNumber.Of(text).Write(this);

    /// <summary>Room behind what is written. The place of that may change, so that the length is added to afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            TurnPage(length);
        }

        return _bytes.AsSpan(_length);
    }

    private void TurnPage(int length)
    {
        int begun = _length - _start;
        byte[] page = GC.AllocateUninitializedArray<byte>(Math.Max(Page, (begun * 2) + length));
        _bytes.AsSpan(_start, begun).CopyTo(page);
        (_bytes, _start, _length) = (page, 0, begun);
    }
}
