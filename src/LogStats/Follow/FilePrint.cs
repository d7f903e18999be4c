using LogStats.Tally;

namespace LogStats.Follow;

/// <summary>The hash of some bytes and how many they were.</summary>
public readonly record struct FilePrint(int Length, long Hash)
{
    /// <summary>The longest front of a file that is hashed.</summary>
    internal const int LongestFront = 4096;

    /// <summary>The longest part before an offset that is hashed: it tells a file that grew from one that was cut and grew again.</summary>
    internal const int LongestTail = 64;

    internal static FilePrint Of(ReadOnlySpan<byte> bytes) 
        => bytes.IsEmpty ? default : new(bytes.Length, (long)ByteHash.Of(bytes));

    internal bool Matches(ReadOnlySpan<byte> bytes) => Of(bytes) == this;
}
