namespace LogStats.Elf.Settings;

/// <summary>The settings of elfstatsd as what is asked of this engine, so that it counts what elfstatsd counts.</summary>
internal static class ElfSettingsOptions
{
    /// <summary>Latencies are exact, and patterns see the query, as they do there.</summary>
    public static ElfOptions Of(ElfSettingsFile settings) => new()
    {
        Pattern = settings.Format,
        LatencyUnit = settings.LatencyInMilliseconds ? "ms" : "s-or-us",
        Rules = settings.Rules with { SeeQuery = true },
        StalledThreshold = TimeSpan.FromMilliseconds(settings.StalledCallThreshold, 0),
        Percentiles = [.. settings.LatencyPercentiles.Select(percentile => (double)percentile)],
        Exact = true,
    };
}
