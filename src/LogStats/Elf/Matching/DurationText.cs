using System.Buffers.Text;

namespace LogStats.Elf.Matching;

/// <summary>Durations as programs write them for people or by a library: <c>1m2.5s</c>, <c>929.675µs</c>, <c>9.3e-05</c>.</summary>
internal static class DurationText
{
    private const double Largest = 1L << 62;

    /// <summary>In microseconds; -1 where it is none.</summary>
    /// <param name="text">It.</param>
    /// <param name="unit">What a number counts that names no unit.</param>
    public static long Micros(ReadOnlySpan<byte> text, ElfUnit unit)
    {
        double sum = 0;
        if (text.IsEmpty)
        {
            return -1;
        }

        bool isFirst = true;
        while (!text.IsEmpty)
        {
            if (!char.IsAsciiDigit((char)text[0]) || !Utf8Parser.TryParse(text, out double value, out int length))
            {
                return -1;
            }

            text = text[length..].TrimStart((byte)' ');
            double micros = text.IsEmpty && isFirst ? OfUnit(unit) : Unit(ref text);
            sum += value * micros;
            isFirst = false;
            if (micros <= 0 || !(sum < Largest))
            {
                return -1;
            }
        }

        return (long)Math.Round(sum, 3);
    }

    private static double OfUnit(ElfUnit unit) => unit switch
    {
        ElfUnit.Nanoseconds => 0.001,
        ElfUnit.Milliseconds => 1_000,
        ElfUnit.Seconds or ElfUnit.SecondsIfPoint => 1_000_000,
        _ => 1,
    };

    /// <summary>The unit at the front, in microseconds; 0 where it is none.</summary>
    private static double Unit(scoped ref ReadOnlySpan<byte> text)
    {
        (int length, double micros) = text switch
        {
            [(byte)'n', (byte)'s', ..] => (2, 0.001),
            [(byte)'u', (byte)'s', ..] => (2, 1),

            // The micro sign, and the Greek letter that looks like it.
            [0xC2, 0xB5, (byte)'s', ..] or [0xCE, 0xBC, (byte)'s', ..] => (3, 1),
            [(byte)'m', (byte)'s', ..] => (2, 1_000),
            [(byte)'s', ..] => (1, 1_000_000),
            [(byte)'m', ..] => (1, 60_000_000),
            [(byte)'h', ..] => (1, 3_600_000_000d),
            _ => (0, 0),
        };
        text = text[length..];
        return micros;
    }
}
