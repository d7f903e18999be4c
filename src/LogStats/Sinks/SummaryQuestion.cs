using System.Globalization;

namespace LogStats.Sinks;

/// <summary>
/// What was asked of a log, in words: every setting that decides what is counted and is not as usual. How lines are read,
/// and which of the numbers are shown, is no part of it.
/// </summary>
internal sealed class SummaryQuestion
{
    private readonly List<string> _asked = [];

    /// <summary>Names of which any will do: their order makes no difference, nor do capital letters.</summary>
    public SummaryQuestion AnyOf(string name, IReadOnlyList<string> values)
        => values.Count == 0 ? this : Add(name, [.. values.Select(static value => value.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)]);

    public SummaryQuestion InOrder(string name, IReadOnlyList<string> values) => values.Count == 0 ? this : Add(name, values);

    public SummaryQuestion Value<T>(string name, T value, T usual)
        where T : IEquatable<T>
        => value.Equals(usual) ? this : Add(name, [string.Create(CultureInfo.InvariantCulture, $"{value}")]);

    public override string ToString() => string.Join('&', _asked);

    private SummaryQuestion Add(string name, IReadOnlyList<string> values)
    {
        _asked.Add($"{name}={string.Join(',', values.Select(Uri.EscapeDataString))}");
        return this;
    }
}
