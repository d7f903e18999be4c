using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Envelopes;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Envelopes;

/// <summary>Numbers from bytes, against the runtime's own reading of the same text.</summary>
public sealed class DigitsTests
{
    private static readonly Gen<byte[]> s_texts = Gen.Frequency(
        (8, Gen.Choose('0', '9').Select(letter => (byte)letter)),
        (1, Gen.Elements((byte)' ', (byte)'/', (byte)':', (byte)'-', (byte)'a', (byte)0, (byte)0xb0, (byte)0xff))).ArrayOf().Resize(30);

    [Fact]
    public void All_digits_or_nothing()
        => Always.Holds(s_texts, bytes =>
        {
            string text = Encoding.Latin1.GetString(bytes);
            long expected = 0;
            bool plain = text.All(char.IsAsciiDigit) && text.Length <= 19
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out expected);
            Assert.Equal(plain, Digits.TryLong(bytes, out long value));
            Assert.True(!plain || value == expected);
        }, Always.Shorter, 5000);

    [Fact]
    public void The_number_at_the_front_and_at_the_end()
        => Always.Holds(s_texts, bytes =>
        {
            string text = Encoding.Latin1.GetString(bytes);
            string front = new([.. text.TakeWhile(char.IsAsciiDigit)]);
            string back = new([.. text.Reverse().TakeWhile(char.IsAsciiDigit).Reverse()]);
            bool fits = front.Length is > 0 and <= 19 && long.TryParse(front, NumberStyles.None, CultureInfo.InvariantCulture, out _);
            Assert.Equal(fits ? front.Length : 0, Digits.Front(bytes, out long value));
            Assert.True(!fits || value == long.Parse(front, CultureInfo.InvariantCulture));
            Assert.Equal(back.Length, Digits.Back(bytes, out value));
            Assert.True(back.Length is 0 or > 18 || value == long.Parse(back, CultureInfo.InvariantCulture));
        }, Always.Shorter, 5000);

    [Fact]
    public void Two_and_four_digits_are_digits_all()
    {
        for (int high = 0; high < 256; high++)
        {
            for (int low = 0; low < 256; low++)
            {
                byte[] text = [(byte)high, (byte)low, (byte)'1', (byte)'2'];
                int two = char.IsAsciiDigit((char)high) && char.IsAsciiDigit((char)low) ? ((high - '0') * 10) + low - '0' : -1;
                Assert.Equal(two, Digits.Two(text, 0));
                Assert.Equal(two < 0 ? -1 : (two * 100) + 12, Digits.Four(text, 0));
                Assert.Equal(high == ' ' ? char.IsAsciiDigit((char)low) ? low - '0' : -1 : two, Digits.BlankTwo(text, 0));
            }
        }
    }
}
