using System.Buffers;
using System.Text;
using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Sinks.Text;

/// <summary>The one header of a CSV file: written before the first row, and compared when a file is added to.</summary>
internal sealed class CsvHeader(string target, string? appendedTo)
{
    private const int LongestHeader = 64 * 1024;
    private const int Shown = 120;

    /// <exception cref="LogStatsException">The file has other columns.</exception>
    public void Write(RowMap map, ArrayBufferWriter<byte> output)
    {
        byte[] header = Encoding.UTF8.GetBytes(string.Join(',', map.Columns.Select(static column => column.Name)));
        byte[] there = appendedTo is null ? [] : LineInput.File(appendedTo).Peek(LongestHeader);
        if (there.Length == 0)
        {
            output.Write(header);
            output.Write("\r\n"u8);
            return;
        }

        int end = there.AsSpan().IndexOfAny("\r\n"u8);
        ReadOnlySpan<byte> first = end < 0 ? there : there.AsSpan(0, end);
        if (!first.SequenceEqual(header))
        {
            throw Fail.HeaderMismatch(target, Encoding.UTF8.GetString(first[..Math.Min(first.Length, Shown)]));
        }
    }

    public LogStatsException OtherRows(RowMap first, RowMap second) => Fail.SinkRejected(target,
        $"rows of two kinds, '{first.Table}' and '{second.Table}', do not fit under one header",
        "Write each kind to a file of its own, or all as JSON lines.");
}
