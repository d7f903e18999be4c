namespace LogStats.Tstat.Settings;

/// <summary>
/// <c>${NAME:default}</c> as a whole value: what the environment holds under that name, else the default. As in the original the
/// default ends at the next colon.
/// </summary>
internal static class EnvironmentValue
{
    /// <summary>The name that a value refers to; null where it is a value of its own.</summary>
    public static string? NameIn(string value) => Parts(value)?.Name;

    /// <summary>What a value stands for; null where it refers to a name that is not set and has no default.</summary>
    /// <param name="value">As it stands in the file.</param>
    /// <param name="variable">Gives a variable of the environment, or null.</param>
    /// <param name="cut">What of the default the original left out; empty for nothing.</param>
    public static string? Of(string value, Func<string, string?> variable, out string cut)
    {
        cut = "";
        if (Parts(value) is not var (name, usual))
        {
            return value;
        }

        if (variable(name) is { } set)
        {
            return set;
        }

        int colon = usual?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        cut = colon < 0 ? "" : usual![colon..];
        return colon < 0 ? usual : usual![..colon];
    }

    private static (string Name, string? Default)? Parts(string value)
    {
        if (!value.StartsWith("${", StringComparison.Ordinal) || !value.EndsWith('}') || value.Length < 4)
        {
            return null;
        }

        string inner = value[2..^1];
        int colon = inner.IndexOf(':', StringComparison.Ordinal);
        return colon == 0 || inner.Contains('}', StringComparison.Ordinal) ? null
            : colon < 0 ? (inner, null) : (inner[..colon], inner[(colon + 1)..]);
    }
}
