using System.Text.RegularExpressions;

namespace LogStats.Sinks.Targets;

/// <summary>
/// Hides what may be secret in a target. It would rather hide too much: a password may hold every character that
/// ought to end it, so all from the slashes to the last at sign goes, and so does all behind the question mark. Only where
/// nothing but a host and settings can be meant are at signs in the settings, as of addresses, left out of account.
/// </summary>
internal static partial class TargetSecrets
{
    private const string Hidden = "***";

    /// <summary>Whether an address brings its password along: between a colon and the at sign, or as a setting.</summary>
    public static bool HasPassword(string text)
    {
        int host = text.IndexOf("://", StringComparison.Ordinal);
        if (host < 0)
        {
            return false;
        }

        if (Plain().IsMatch(text))
        {
            return text.Contains("password=", StringComparison.OrdinalIgnoreCase); // What looks like one is a port, and an address in a setting.
        }

        string rest = text[(host + 3)..];
        int at = rest.LastIndexOf('@');
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        return (colon >= 0 && colon < at - 1) || rest.Contains("password=", StringComparison.OrdinalIgnoreCase);
    }

    public static string Hide(string text)
    {
        if (Plain().Match(text) is { Success: true } plain)
        {
            return $"{plain.Groups["scheme"]}{(plain.Groups["user"].Success ? Hidden + "@" : "")}{plain.Groups["host"]}?{Hidden}";
        }

        int host = text.IndexOf("://", StringComparison.Ordinal);
        if (host >= 0)
        {
            host += "://".Length;
            int at = text.LastIndexOf('@');
            if (at >= host)
            {
                text = $"{text[..host]}{Hidden}{text[at..]}";
            }
        }

        int mark = text.AsSpan().IndexOfAny('?', '&');
        return mark < 0 ? text : $"{text[..mark]}?{Hidden}";
    }

    // A user without a password, a host, a port, and settings with names.
    [GeneratedRegex(@"\A(?<scheme>[a-z+-]+://)(?:(?<user>[^:@/?]*)@)?(?<host>(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?)\?[A-Za-z-]+=[^?]*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Plain();
}
