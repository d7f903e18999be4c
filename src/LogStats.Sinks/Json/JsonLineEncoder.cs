using System.Buffers;
using System.Text.Encodings.Web;

namespace LogStats.Sinks.Json;

/// <summary>
/// Escapes what must not stand raw in a line of JSON and nothing else: quotes and backslashes, everything that a
/// terminal would obey (control characters, DEL, C1), what other languages take for the end of a line (U+2028, U+2029),
/// the marks that turn the direction of text, and halves of surrogate pairs. Letters of all scripts and the characters
/// of a URL stay as they are, so that <c>grep</c> finds them. The framework's encoders either escape <c>&amp;</c>,
/// <c>+</c> and emoji, or let direction marks pass.
/// </summary>
public sealed class JsonLineEncoder : JavaScriptEncoder
{
    public static readonly JsonLineEncoder Shared = new();

    private static readonly SearchValues<char> s_suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(static code => (char)code).Where(static c => IsEscaped(c) || char.IsSurrogate(c))]);

    public override int MaxOutputCharactersPerInputCharacter => "\\u0000".Length;

    public override bool WillEncode(int unicodeScalar) => IsEscaped(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        ReadOnlySpan<char> all = new(text, textLength);
        int at = 0;
        while (true)
        {
            int next = all[at..].IndexOfAny(s_suspects);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (at + 1 >= textLength || !char.IsSurrogatePair(all[at], all[at + 1]))
            {
                return at;
            }

            at += 2;
        }
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> output = new(buffer, bufferLength);
        char letter = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => '\0',
        };
        return letter != '\0'
            ? output.TryWrite($"\\{letter}", out numberOfCharactersWritten)
            : output.TryWrite($"\\u{Math.Min(unicodeScalar, 0xFFFF):X4}", out numberOfCharactersWritten);
    }

    private static bool IsEscaped(int scalar) => scalar
        is < 0x20 or '"' or '\\' or (>= 0x7F and <= 0x9F)
        or 0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
