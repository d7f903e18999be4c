using LogStats.Faults;
using LogStats.Sinks.Http;

namespace LogStats.Sinks.Ship;

/// <summary>Where a receiver is, and whether it may be told a secret there.</summary>
internal static class ShipAddress
{
    /// <exception cref="LogStatsException">It is no address of a receiver, or the token would go over a network in the clear.</exception>
    public static void Check(ShipOptions options)
    {
        if (options.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0 } address)
        {
            throw Fail.Value("the receiver", "***", "an address such as https://host:5001");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0)
        {
            throw Fail.Value("the receiver", "***", "an address without user, password or question mark: others can read it. Give the token by a file");
        }

        if (options.Token is { } token && (token.Length == 0 || token.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            throw Fail.Value("the token", "***", "letters, digits and signs on one line, without blanks");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowUnencrypted && options.Token is not null)
        {
            throw Fail.Value("the receiver", HttpAddress.Show(address),
                "https: the token would go over the network in the clear. -AllowUnencryptedAuthentication, or --allow-unencrypted, lets it");
        }
    }

    /// <summary>A place behind the address, which may have a path of its own.</summary>
    public static Uri Of(Uri address, string place)
        => address.AbsolutePath.EndsWith(place, StringComparison.Ordinal) ? address
            : new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + place }.Uri;
}
