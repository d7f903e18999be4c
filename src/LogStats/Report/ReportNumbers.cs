using System.IO.Compression;

namespace LogStats.Report;

/// <summary>Whole numbers that are not below zero, seven bits a byte, the lowest first.</summary>
internal sealed class ReportNumbers
{
    private readonly MemoryStream _bytes = new();

    public void Add(long value)
    {
        ulong left = (ulong)Math.Max(value, 0);
        while (left >= 0x80)
        {
            _bytes.WriteByte((byte)(left | 0x80));
            left >>= 7;
        }

        _bytes.WriteByte((byte)left);
    }

    public ReadOnlySpan<byte> Written => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>As text: deflated without a head, then base64.</summary>
    public static string Pack(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>What <see cref="Pack"/> was given.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="FormatException">It is no base64.</exception>
    public static byte[] Unpack(string text)
    {
        using DeflateStream deflate = new(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        deflate.CopyTo(bytes);
        return bytes.ToArray();
    }
}
