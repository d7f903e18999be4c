namespace LogStats.Sinks.Targets;

/// <summary>
/// Hides what may be secret in a target. It would rather hide too much: a password may hold every character that
/// ought to end it, so all from the slashes to the last at sign goes, and so does all behind the question mark.
/// </summary>
internal static class TargetSecrets
{
    private const string Hidden = "***";

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
