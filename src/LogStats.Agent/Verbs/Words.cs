namespace LogStats.Agent.Verbs;

/// <summary>Words given by repeating an option, by commas between them, or both.</summary>
internal static class Words
{
    public static string[] Of(IEnumerable<string>? values) => [.. (values ?? []).SelectMany(Of)];

    public static string[] Of(string value)
        => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
