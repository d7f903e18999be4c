using System.Buffers.Text;

namespace LogStats.Sinks.Text;

/// <summary>
/// A time as ISO 8601 with the offset in which it was logged and only as many decimals as it has:
/// <c>2019-03-05T03:26:40.25+01:00</c>. The same text as in JSON.
/// </summary>
internal static class IsoTime
{
    public const int MaxLength = 33;

    private const int SecondsEnd = 19;
    private const int FractionEnd = 27;

    public static int Write(DateTimeOffset value, Span<byte> output)
    {
        _ = Utf8Formatter.TryFormat(value, output, out int written, 'O');
        int end = SecondsEnd + output[SecondsEnd..FractionEnd].TrimEnd("0."u8).Length;
        output[FractionEnd..written].CopyTo(output[end..]);
        return end + written - FractionEnd;
    }
}
