using LogStats.Faults;

namespace LogStats.Alerts;

/// <summary>Who is to be seen, how often, and when.</summary>
public sealed record AlertOptions
{
    private const int MostSubjects = 100_000;

    /// <summary>How long each may stay away, by its name.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Thresholds { get; init; } = new Dictionary<string, TimeSpan>();

    public ServiceWindow Window { get; init; } = new();

    /// <summary>Where they are to be seen; stands in each notice, and is a part of its name.</summary>
    public string Source { get; init; } = "";

    /// <summary>What one is called that was seen before and is silent: missing, unless missing means that it was never there.</summary>
    internal LogAlertKind Silent { get; init; } = LogAlertKind.Missing;

    /// <exception cref="LogStatsException">The window is never open, or a threshold can never be passed.</exception>
    public void Check()
    {
        Window.Check();
        if (Thresholds.Count > MostSubjects)
        {
            throw Fail.Value("the number of thresholds", $"{Thresholds.Count}", $"{MostSubjects:N0} at most");
        }

        foreach ((string subject, TimeSpan threshold) in Thresholds)
        {
            Window.Check(subject, threshold);
        }
    }
}
