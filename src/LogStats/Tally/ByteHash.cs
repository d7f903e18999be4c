using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LogStats.Tally;

/// <summary>
/// A 64-bit hash of bytes that is the same on every machine and in every run: row keys that are stored depend on it, so
/// it must never change. Not for secrets, and not proof against people who choose their input.
/// </summary>
internal static class ByteHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        ulong hash = seed ^ ((ulong)bytes.Length * First);
        ReadOnlySpan<byte> left = bytes;
        while (left.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(left));
            left = left[8..];
        }

        hash = Mix(hash, bytes.Length >= 8 ? Tail(bytes, left.Length) : Short(left));
        hash ^= hash >> 32;
        hash *= Second;
        return hash ^ (hash >> 29);
    }

    /// <summary>The last bytes, fewer than eight, read together with those before them.</summary>
    private static ulong Tail(ReadOnlySpan<byte> bytes, int length)
        => length == 0 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]) >> (64 - (8 * length));

    private static ulong Short(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        for (int at = bytes.Length - 1; at >= 0; at--)
        {
            word = (word << 8) | bytes[at];
        }

        return word;
    }

    private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft((hash ^ word) * First, 31) * Second;
}
