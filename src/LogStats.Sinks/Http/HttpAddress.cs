using LogStats.Faults;

namespace LogStats.Sinks.Http;

/// <summary>Where messages go: the address as it is sent, and as it may be shown.</summary>
internal static class HttpAddress
{
    // A Uri writes the braces so.
    private const string Place = "%7Bid%7D";

    /// <exception cref="LogStatsException">It is no address of a server, or brings a secret along.</exception>
    public static void Check(HttpSinkOptions options)
    {
        if (options.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0 } address)
        {
            throw Fail.Value("the address", "***", "http://host/path or https://host/path");
        }

        if (address.UserInfo.Length > 0)
        {
            throw Fail.Value("the address", "***", "one without user and password: others can read it. Give a token, or a header from a file");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowUnencrypted && (options.Token is not null || options.Headers.Count > 0))
        {
            throw Fail.Value("the address", Show(address),
                "https: the token and the headers would go over the network in the clear. -AllowUnencryptedAuthentication, or unencrypted=yes in a target, lets them");
        }
    }

    /// <summary>Without what stands behind the question mark, which may be a key.</summary>
    public static string Show(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        .Replace(Place, "{id}", StringComparison.OrdinalIgnoreCase) + (address.Query.Length > 0 ? "?***" : "");

    public static Uri Of(Uri address, string id)
        => address.AbsolutePath.Contains(Place, StringComparison.OrdinalIgnoreCase)
            ? new UriBuilder(address) { Path = address.AbsolutePath.Replace(Place, id, StringComparison.OrdinalIgnoreCase) }.Uri
            : address;
}
