using LogStats.Elf;
using LogStats.Geo;

namespace LogStats.PowerShell.Commands;

/// <summary>The parameters of statistics of access logs, beyond those that choose requests.</summary>
internal interface IElfMeasureChoice : IElfChoice
{
    string[] SkipRule { get; }

    ElfExtract[] Pattern { get; }

    int GroupLimit { get; }

    double[] Percentile { get; }

    TimeSpan StalledThreshold { get; }

    bool IsExact { get; }

    bool CountsGroupClients { get; }

    /// <exception cref="Faults.LogStatsException">One of the statuses is none.</exception>
    ElfOptions MeasureOptions(LogFormat? format, DateTimeOffset? after, DateTimeOffset? before, ClientOptions clients)
    {
        ElfOptions options = Options(format, after, before, clients);
        return options with
        {
            Percentiles = [.. Percentile.Distinct()],
            StalledThreshold = StalledThreshold,
            Exact = IsExact,
            GroupClients = CountsGroupClients,
            Rules = options.Rules with
            {
                SkipRules = SkipRule,
                Patterns = Pattern,
                MaximumGroups = GroupLimit,
            },
        };
    }
}
