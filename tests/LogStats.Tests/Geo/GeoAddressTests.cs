using System.Net;
using System.Net.Sockets;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Geo;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>Addresses are read as the framework reads them, but for what is ambiguous, and without an object.</summary>
public sealed class GeoAddressTests
{
    private static readonly Gen<byte[]> s_bytes = from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(16)
                                                  from zeros in Gen.Choose(0, 16) from at in Gen.Choose(0, 16)
                                                  select bytes.Select((value, index) => index >= at && index < at + zeros ? (byte)0 : value).ToArray();

    [Fact]
    public void Every_address_is_read_back()
        => Always.Holds(s_bytes, bytes =>
        {
            IPAddress[] all = [new(bytes), new(bytes.AsSpan(12)), new IPAddress(bytes.AsSpan(12)).MapToIPv6()];
            foreach (IPAddress address in all)
            {
                Assert.True(GeoAddress.TryParse(Encoding.ASCII.GetBytes(address.ToString()), out GeoAddress read));
                Assert.Equal(address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : address.ToString(), read.ToString());
                Assert.Equal(address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6, read.IsV4);
            }
        }, count: 2000);

    [Fact]
    public void What_is_nearly_an_address_is_read_as_the_framework_reads_it()
        => Always.Holds(Mutations.Of(["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "::", "1::", "fe80::1%eth0", "64:ff9b::192.0.2.33"]), text =>
        {
            string shown = Encoding.Latin1.GetString(text);
            bool read = GeoAddress.TryParse(text, out GeoAddress address);
            bool plain = IPAddress.TryParse(shown, out IPAddress? expected);
            if (read)
            {
                // A zone may be called anything here.
                Assert.True(plain || shown.Contains('%', StringComparison.Ordinal), shown);
                if (plain && expected!.AddressFamily == AddressFamily.InterNetworkV6)
                {
                    expected.ScopeId = 0;
                }

                Assert.True(!plain || address.ToString() == (expected!.IsIPv4MappedToIPv6 ? expected.MapToIPv4() : expected).ToString(), shown);
            }
            else if (plain)
            {
                // Octal, hexadecimal, fewer numbers than four, brackets and the like.
                Assert.True(expected!.AddressFamily == AddressFamily.InterNetwork || shown.AsSpan().IndexOfAny("[]/.%") >= 0 || shown.Length > GeoAddress.LongestText, shown);
            }
        }, count: 5000);

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::")]
    [InlineData("fe80::1%eth0", "fe80::")]
    [InlineData("::1", "::")]
    [InlineData("h.example", null)]
    [InlineData("192.0.2", null)]
    [InlineData("0192.0.2.1", null)]
    [InlineData("", null)]
    public void Truncated(string address, string? network) => Assert.Equal(network, ClientOptions.Truncated(address));

    [Fact]
    public void Reading_allocates_nothing()
    {
        byte[] v4 = "198.51.100.23"u8.ToArray();
        byte[] v6 = "2001:db8::7:1234"u8.ToArray();
        Allocated.Nothing(() =>
        {
            for (int round = 0; round < 10_000; round++)
            {
                _ = GeoAddress.TryParse(v4, out _) & GeoAddress.TryParse(v6, out _) & GeoAddress.TryParse("h.example"u8, out _);
            }
        });
    }
}
