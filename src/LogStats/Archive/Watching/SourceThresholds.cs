using LogStats.Alerts;
using LogStats.Faults;

namespace LogStats.Archive.Watching;

/// <summary>How long a source may be silent: all the same, but for some.</summary>
public sealed record SourceThresholds
{
    /// <summary>Of all that are not named; five minutes.</summary>
    public TimeSpan Usual { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Of those that are.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Named { get; init; } = new Dictionary<string, TimeSpan>();

    public TimeSpan Of(string source) => Named.TryGetValue(source, out TimeSpan own) ? own : Usual;

    /// <exception cref="LogStatsException">One can never be passed, or names what cannot be a source.</exception>
    public void Check(IEnumerable<string> expected)
    {
        ServiceWindow always = new();
        always.Check("every source", Usual);
        foreach ((string source, TimeSpan threshold) in Named)
        {
            always.Check(source, threshold);
        }

        if (expected.Concat(Named.Keys).FirstOrDefault(static name => !ArchiveLayout.IsSource(name)) is { } wrong)
        {
            throw Fail.Value("the name of a source", wrong, "letters, digits, '.', '_' and '-', up to 64 of them, and neither sent nor failed");
        }
    }
}
