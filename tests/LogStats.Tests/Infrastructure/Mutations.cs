using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace LogStats.Tests.Infrastructure;

/// <summary>Lines that are nearly right: good ones with bytes changed, cut, doubled, put in, or two of them joined.</summary>
internal static class Mutations
{
    /// <summary>Bytes that mean something to some parser, and some that no text may hold.</summary>
    private static readonly byte[] s_telling = [.. " []()<>:/.,-@%'\"\\#{}0123456789TZ+\t\r\0"u8, 0x80, 0xc3, 0xff, 0xfe, (byte)'a', (byte)'n'];

    private static readonly Gen<byte> s_byte = Gen.OneOf(Gen.Elements(s_telling), Gen.Choose(0, 255).Select(value => (byte)value));

    public static Gen<byte[]> Of(IEnumerable<string> samples)
    {
        Gen<byte[]> sample = Gen.Elements(samples.Select(Encoding.UTF8.GetBytes).ToArray());
        return
            from first in sample
            from second in sample
            from changes in Gen.Choose(0, 5)
            from kinds in Gen.Choose(0, 5).ArrayOf(changes)
            from places in Gen.Choose(0, 1 << 20).ArrayOf(changes)
            from values in s_byte.ArrayOf(changes)
            select Change(first, second, kinds, places, values);
    }

    private static byte[] Change(byte[] line, byte[] other, int[] kinds, int[] places, byte[] values)
    {
        for (int index = 0; index < kinds.Length; index++)
        {
            int at = line.Length == 0 ? 0 : places[index] % line.Length;
            int length = Math.Min(values[index] % 20, line.Length - at);
            line = kinds[index] switch
            {
                0 when line.Length > 0 => [.. line[..at], values[index], .. line[(at + 1)..]],
                1 => [.. line[..at], values[index], .. line[at..]],
                2 => [.. line[..at], .. line[(at + length)..]],
                3 => [.. line[..(at + length)], .. line[at..]],
                4 => [.. line[..at], .. other[(other.Length * at / Math.Max(1, line.Length))..]],
                _ => line[..at],
            };
        }

        return [.. line.Select(value => value == '\n' ? (byte)'\v' : value)];
    }
}
