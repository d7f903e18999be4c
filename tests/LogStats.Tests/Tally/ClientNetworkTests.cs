using System.Net.Sockets;
using System.Net;
using System.Text;
using FsCheck.Fluent;
using FsCheck;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Tally;

/// <summary>The network of an address, against the runtime's own reading of addresses.</summary>
public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.4", "192.0.2.0/24")]
    [InlineData("2001:db8:5::5", "2001:db8:5::/48")]
    [InlineData("2001:db8::", "2001:db8::/48")]
    [InlineData("::1", "::/48")]
    [InlineData("::ffff:192.0.2.4", "192.0.2.0/24")]
    [InlineData("::ffff:c000:0204", "192.0.2.0/24")]
    [InlineData("fe80::1%eth0", "fe80::/48")]
    [InlineData("2001:0DB8:0:0:0:0:0:1", "2001:db8::/48")]
    [InlineData("not:an:address", "not:an:address")]
    [InlineData("", "")]
    public void A_network_is_named(string address, string network) => Assert.Equal(network, Of(address));

    private static readonly Gen<string> s_addresses = Gen.OneOf(
        Gen.Choose(0, 65535).ArrayOf(8).Select(Written),
        Gen.Elements(0, 0, 0, 1, 0xdb8, 0x2001, 0xffff).ArrayOf(8).Select(Written),
        Gen.Choose(0, 255).ArrayOf(4).Select(parts => string.Join('.', parts)),
        Gen.Elements(0, 0, 0, 1, 0xffff).ArrayOf(8).Select(groups => new IPAddress(Bytes(groups)).ToString()),
        Gen.Elements("0", "1", ":", "::", "f", "FFFF", ".", "12345", "g", "%").ArrayOf().Resize(12).Select(string.Concat));

    [Fact]
    public void Every_address_however_written_is_in_the_network_that_the_runtime_finds()
        => Always.Holds(s_addresses, address =>
        {
            if (address.Contains('.', StringComparison.Ordinal) && !address.Contains(':', StringComparison.Ordinal))
            {
                // Four numbers are all that is looked at: a daemon writes no other form.
                Assert.True(!IPAddress.TryParse(address, out _) || address.Split('.').Length != 4
                    || Of(address) == address[..(address.LastIndexOf('.') + 1)] + "0/24");
                return;
            }

            string expected = address;
            if (address.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6)
            {
                byte[] bytes = parsed.GetAddressBytes();
                expected = parsed.IsIPv4MappedToIPv6
                    ? $"{bytes[12]}.{bytes[13]}.{bytes[14]}.0/24"
                    : new IPAddress([.. bytes[..6], .. new byte[10]]) + "/48";
            }

            Assert.Equal(expected, Of(address));
        }, count: 5000);

    private static string Of(string address)
        => Encoding.UTF8.GetString(ClientNetwork.Of(Encoding.UTF8.GetBytes(address), new byte[ClientNetwork.LongestName]));

    private static string Written(int[] groups) => string.Join(':', groups.Select(group => group.ToString("x4", null)));

    private static byte[] Bytes(int[] groups) => [.. groups.SelectMany(group => (byte[])[(byte)(group >> 8), (byte)group])];
}
