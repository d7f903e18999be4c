using System.Text;
using System.Text.RegularExpressions;

namespace LogStats.Elf.Rules;

/// <summary>
/// A request as the text that patterns see, and the way back to its bytes: what a group has taken are the bytes that
/// were logged, whatever they are.
/// </summary>
internal readonly ref struct RequestText
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>By place in the text where its byte stands; null if there is one character for each byte.</summary>
    private readonly int[]? _offsets;

    public RequestText(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        Text = Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : Decode(bytes, out _offsets);
    }

    public string Text { get; }

    public ReadOnlySpan<byte> Bytes(Group taken)
        => taken.Success ? _bytes[Offset(taken.Index)..Offset(taken.Index + taken.Length)] : default;

    private int Offset(int place) => _offsets is null ? place : _offsets[place];

    /// <summary>Bytes that are no UTF-8 are seen as U+FFFD.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes, out int[] offsets)
    {
        StringBuilder text = new(bytes.Length);
        offsets = new int[bytes.Length + 1];
        int at = 0;
        while (at < bytes.Length)
        {
            Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int length);
            offsets.AsSpan(text.Length, rune.Utf16SequenceLength).Fill(at);
            text.Append(rune.ToString());
            at += length;
        }

        offsets[text.Length] = at;
        return text.ToString();
    }
}
