using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck.Fluent;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>Fractions are rounded and written as Python does it.</summary>
public sealed class PythonFloatTests
{
    /// <summary>As python3 prints them.</summary>
    [Theory]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(2.675, 2, "2.67")]
    [InlineData(1.005, 2, "1.0")]
    [InlineData(0.0005, 3, "0.001")]
    [InlineData(0.0015, 3, "0.002")]
    [InlineData(0.0025, 3, "0.003")]
    [InlineData(-2.675, 2, "-2.67")]
    [InlineData(1591902179768.059082, 3, "1591902179768.059")]
    [InlineData(1234567890123456.7, 2, "1234567890123456.8")]
    [InlineData(0.001, 2, "0.0")]
    [InlineData(8.0, 2, "8.0")]
    [InlineData(1e16, 2, "1e+16")]
    [InlineData(1e22, 2, "1e+22")]
    [InlineData(123456789012345680.0, 2, "1.2345678901234568e+17")]
    [InlineData(1e15, 2, "1000000000000000.0")]
    [InlineData(5e-324, 3, "0.0")]
    public void Rounded_numbers_are_written_as_Python_does(double value, int decimals, string expected) => Assert.Equal(expected, Rounded(value, decimals));

    [Theory]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e-300, "1e-300")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(2.0, "2.0")]
    public void Other_numbers_too(double value, string expected)
    {
        byte[] room = new byte[PythonFloat.Longest];
        Assert.Equal(expected, Encoding.ASCII.GetString(room, 0, PythonFloat.Write(value, room)));
    }

    [Fact]
    public void Rounding_is_that_of_the_exact_number()
        => Always.Holds(
            from whole in Gen.Choose(0, int.MaxValue)
            from places in Gen.Choose(0, 9)
            from scale in Gen.Choose(0, 5)
            from decimals in Gen.Choose(2, 3)
            select (Value: whole / Math.Pow(10, places) * Math.Pow(10, scale), decimals), test =>
        {
            string expected = Exact(test.Value, test.decimals);
            Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), PythonFloat.Round(test.Value, test.decimals));
            Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), double.Parse(Rounded(test.Value, test.decimals), CultureInfo.InvariantCulture));
            Assert.Contains('.', Rounded(test.Value, test.decimals));
        }, count: 20_000);

    private static string Rounded(double value, int decimals)
    {
        byte[] room = new byte[PythonFloat.Longest];
        return Encoding.ASCII.GetString(room, 0, PythonFloat.WriteRounded(value, decimals, room));
    }

    /// <summary>By whole numbers without an end.</summary>
    private static string Exact(double value, int decimals)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        BigInteger top = ((bits & ((1L << 52) - 1)) | (1L << 52)) * BigInteger.Pow(10, decimals);
        BigInteger bottom = BigInteger.One;
        (top, bottom) = exponent > 0 ? (top << exponent, bottom) : (top, bottom << -exponent);
        BigInteger whole = BigInteger.DivRem(top, bottom, out BigInteger rest);
        int side = (rest * 2).CompareTo(bottom);
        whole += side > 0 || (side == 0 && !whole.IsEven) ? 1 : 0;
        return $"{(value == 0 ? 0 : whole)}e-{decimals}";
    }
}
