using System.Text;
using LogStats.Tally;

namespace LogStats.Tests.Tally;

/// <summary>Keys that are stored depend on these numbers: whoever changes them breaks every store.</summary>
public sealed class ByteHashTests
{
    [Theory]
    [InlineData("", 0UL, 0UL)]
    [InlineData("a", 0UL, 14939792733075594759UL)]
    [InlineData("abcdefg", 0UL, 7181616258223188801UL)]
    [InlineData("abcdefgh", 0UL, 11059939973167514859UL)]
    [InlineData("abcdefghi", 0UL, 7984409254048027161UL)]
    [InlineData("2024/05/01 03:28:03 [27615] rsync on pub/a from h.example (192.0.2.4)", 0UL, 2557622369360867890UL)]
    [InlineData("a", 1UL, 10680993456522002714UL)]
    public void The_hash_of_a_text_never_changes(string text, ulong seed, ulong hash)
        => Assert.Equal(hash, ByteHash.Of(Encoding.UTF8.GetBytes(text), seed));

    [Fact]
    public void Texts_that_differ_in_one_bit_or_in_length_differ()
    {
        HashSet<ulong> seen = [];
        byte[] bytes = new byte[40];
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.True(seen.Add(ByteHash.Of(bytes.AsSpan(0, length))));
        }

        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(seen.Add(ByteHash.Of(bytes)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
