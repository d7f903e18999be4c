using System.Net;
using LogStats.Faults;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>From where a request comes: what a proxy says counts only if the proxy is trusted.</summary>
internal sealed class ProxyAddress(IReadOnlyList<IPNetwork> trusted)
{
    /// <exception cref="RequestFault">A trusted proxy names something that is no address.</exception>
    public IPAddress Of(HttpContext context)
    {
        IPAddress peer = Plain(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!IsIn(trusted, peer) || !context.Request.Headers.TryGetValue("X-Forwarded-For", out Microsoft.Extensions.Primitives.StringValues values))
        {
            return peer;
        }

        // Each proxy adds at the end whom it heard: the last that no trusted proxy is.
        string[] named = [.. values.SelectMany(static value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))];
        for (int index = named.Length - 1; index >= 0; index--)
        {
            IPAddress address = Parse(named[index]) ?? throw new RequestFault(StatusCodes.Status400BadRequest, "X-Forwarded-For names something that is no address");
            if (index == 0 || !IsIn(trusted, address))
            {
                return address;
            }
        }

        return peer;
    }

    public static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (IPNetwork network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An IPv4 address in IPv6 clothes is that address; the zone of a local one is this machine's own business.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;

    /// <exception cref="LogStatsException">It is no address and no network.</exception>
    public static IPNetwork Network(string name, string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network))
        {
            return network;
        }

        return Parse(text) is { } address ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw Fail.Value(name, text, "an address such as 192.0.2.7, or a network such as 192.0.2.0/24");
    }

    /// <summary>Only as everybody writes it: some read 010.0.0.1 as 8.0.0.1, and 1 as 0.0.0.1.</summary>
    private static IPAddress? Parse(string text) => IPAddress.TryParse(text, out IPAddress? address)
        && (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork || address.ToString() == text) ? Plain(address) : null;
}
