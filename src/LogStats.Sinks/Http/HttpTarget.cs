using System.Globalization;
using LogStats.Sinks.Json;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.Http;

/// <summary>
/// <c>https://host/path?token-file=FILE&amp;as=lines</c>. What stands behind the question mark and is no setting of ours belongs to
/// the address and goes to the server. A token or a header comes from a file or from the environment, never from the target itself.
/// </summary>
internal sealed class HttpTarget : ITargetKind
{
    private static readonly string[] s_settings =
        ["token-file", "token-env", "header-file", "as", "method", "rows", "gzip", "pin", "ca", "cert", "key", "unencrypted"];

    public IReadOnlyList<string> Forms => ["http[s]://HOST[:PORT]/PATH[?token-file=FILE&as=array|lines&rows=100&gzip=yes]"];

    public bool Fits(Target target) => target.Scheme is "http" or "https";

    public ISink Open(Target target, TargetOptions options)
    {
        string? tokenFile = Setting(target, "token-file");
        string? tokenName = Setting(target, "token-env");
        if (tokenFile is not null && tokenName is not null)
        {
            throw TargetCatalog.Wrong(target, "the token comes from a file or from the environment, not from both");
        }

        return HttpSink.Open(new HttpSinkOptions
        {
            Address = Address(target),
            Method = Choice(target, "method", ("post", HttpSinkMethod.Post), ("put", HttpSinkMethod.Put)),
            Form = Choice(target, "as", ("array", JsonForm.Array), ("lines", JsonForm.Lines)),
            MessageSize = Setting(target, "rows") is not { } rows ? 100
                : int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= 100_000 ? size
                : throw TargetCatalog.Wrong(target, "rows is a number from 1 to 100,000"),
            Token = tokenFile is not null ? TargetSecret.FromFile(tokenFile) : tokenName is not null ? TargetSecret.FromVariable(tokenName) : null,
            Headers = Setting(target, "header-file") is { } file
                ? [.. TargetSecret.FromFile(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(HttpHeaderList.Parse)]
                : [],
            Compress = Choice(target, "gzip", ("no", false), ("yes", true)),
            AllowUnencrypted = Choice(target, "unencrypted", ("no", false), ("yes", true)),
            CertificatePin = Setting(target, "pin"),
            AuthorityFile = Setting(target, "ca"),
            CertificateFile = Setting(target, "cert"),
            KeyFile = Setting(target, "key"),
            Refused = options.Refused,
        });
    }

    /// <summary>The target without our settings.</summary>
    private static Uri Address(Target target)
    {
        string[] parts = target.Text.Split('?', 2);
        string query = parts.Length == 1 ? "" : string.Join('&', parts[1].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static pair => !s_settings.Contains(Uri.UnescapeDataString(pair.Split('=', 2)[0]), StringComparer.OrdinalIgnoreCase)));
        return Uri.TryCreate(query.Length == 0 ? parts[0] : $"{parts[0]}?{query}", UriKind.Absolute, out Uri? address) && address.Host.Length > 0
            ? address
            : throw TargetCatalog.Wrong(target, "the host is missing, or is none");
    }

    private static string? Setting(Target target, string name) => target.Settings.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static T Choice<T>(Target target, string name, params (string Word, T Value)[] choices)
    {
        if (Setting(target, name) is not { } given)
        {
            return choices[0].Value;
        }

        foreach ((string word, T value) in choices)
        {
            if (word.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw TargetCatalog.Wrong(target, $"{name} is {string.Join(" or ", choices.Select(static choice => choice.Word))}");
    }
}
