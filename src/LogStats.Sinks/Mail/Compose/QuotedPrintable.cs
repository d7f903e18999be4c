using System.Buffers;
using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>Text as quoted-printable (RFC 2045): UTF-8, lines of at most 76 characters that end with CR LF.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 75; // And the sign that it goes on.

    /// <param name="text">Lines that end with LF.</param>
    public static void Write(string text, ArrayBufferWriter<byte> output)
    {
        bool inner = false;
        foreach (string line in text.Split('\n'))
        {
            if (inner)
            {
                output.Write("\r\n"u8);
            }

            Line(Encoding.UTF8.GetBytes(line), output);
            inner = true;
        }
    }

    private static void Line(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
    {
        int used = 0;
        for (int at = 0; at < line.Length; at++)
        {
            byte one = line[at];
            bool plain = one is (>= 0x21 and <= 0x7e and not (byte)'=') || (one == ' ' && at < line.Length - 1);
            int width = plain ? 1 : 3;
            if (used + width > LongestLine)
            {
                output.Write("=\r\n"u8);
                used = 0;
            }

            Span<byte> space = output.GetSpan(width);
            if (plain)
            {
                space[0] = one;
            }
            else
            {
                space[0] = (byte)'=';
                space[1] = Digit(one >> 4);
                space[2] = Digit(one & 15);
            }

            output.Advance(width);
            used += width;
        }
    }

    private static byte Digit(int value) => (byte)"0123456789ABCDEF"[value];
}
