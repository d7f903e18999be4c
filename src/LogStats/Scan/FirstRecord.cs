using System.Buffers;
using LogStats.Lines;
using LogStats.Tally;

namespace LogStats.Scan;

/// <summary>
/// Finds the line that names the records of a file: the first that is a record. Who begins to read in the middle of a file
/// looks for it here, so that a record has one name whether its log is read whole or followed.
/// </summary>
internal static class FirstRecord
{
    /// <summary>How far is looked: comments and headers at the top of a log are shorter.</summary>
    private const int Most = 256 * 1024;

    /// <summary>The line's hash; null where there is none so near the top.</summary>
    /// <param name="front">The file.</param>
    /// <param name="format">A format that has read nothing yet.</param>
    public static long? Hash<TFormat, TView>(IFileFront front, TFormat format)
        where TFormat : struct, ILineFormat<TView>
        where TView : struct, allows ref struct
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Most);
        try
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, front.ReadFront(buffer.AsSpan(0, Most)));
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                ReadOnlySpan<byte> line = rest[..end];
                line = line is [.., (byte)'\r'] ? line[..^1] : line;
                if (format.Read(line, out _).IsRecord)
                {
                    return (long)ByteHash.Of(line);
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
