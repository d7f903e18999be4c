using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogStats.Scan;

/// <summary>Where lines end, 64 bytes at a time: one bit for each byte that is a LF.</summary>
internal static class LineFeeds
{
    /// <summary>How many bytes one mask stands for.</summary>
    public const int Width = 64;

    private const byte Feed = (byte)'\n';

    /// <summary>The mask of the first <see cref="Width"/> bytes, or of all where there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mask(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Width || !Vector256.IsHardwareAccelerated)
        {
            return MaskSlowly(bytes);
        }

        ref byte first = ref MemoryMarshal.GetReference(bytes);
        Vector256<byte> feed = Vector256.Create(Feed);
        ulong low = Vector256.Equals(Vector256.LoadUnsafe(ref first), feed).ExtractMostSignificantBits();
        ulong high = Vector256.Equals(Vector256.LoadUnsafe(ref first, 32), feed).ExtractMostSignificantBits();
        return low | (high << 32);
    }

    private static ulong MaskSlowly(ReadOnlySpan<byte> bytes)
    {
        ulong mask = 0;
        for (int at = 0; at < bytes.Length && at < Width; at++)
        {
            mask |= bytes[at] == Feed ? 1UL << at : 0;
        }

        return mask;
    }
}
