using System.Buffers.Binary;
using System.Numerics;

namespace LogStats.Tally;

/// <summary>
/// A 64-bit hash of bytes that is the same on every machine and in every run: row keys that are stored depend on it, so
/// it must never change. Not for secrets, and not proof against people who choose their input.
/// </summary>
internal static class ByteHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        ulong hash = seed ^ ((ulong)bytes.Length * First);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (int at = bytes.Length - 1; at >= 0; at--)
        {
            tail = (tail << 8) | bytes[at];
        }

        hash = Mix(hash, tail);
        hash ^= hash >> 32;
        hash *= Second;
        return hash ^ (hash >> 29);
    }

    private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft((hash ^ word) * First, 31) * Second;
}
