namespace LogStats.Sinks.Targets;

/// <summary>
/// Hides what may be secret in a target. It would rather hide too much: a password may hold every character that
/// ought to end it, so all from the slashes to the last at sign goes, and so does all behind the question mark.
/// </summary>
internal static class TargetSecrets
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

        string rest = text[(host + 3)..];
        int at = rest.LastIndexOf('@');
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        return (colon >= 0 && colon < at - 1) || rest.Contains("password=", StringComparison.OrdinalIgnoreCase);
    }

    public static string Hide(string text)
    {
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

        int mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? text : $"{text[..mark]}?{Hidden}";
    }
}
