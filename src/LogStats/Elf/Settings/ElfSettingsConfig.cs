using System.Collections;

namespace LogStats.Elf.Settings;

/// <summary>The settings of elfstatsd as parameters. One that says nothing is left out, so that what is there can be read.</summary>
internal static class ElfSettingsConfig
{
    public static LogStatsConfig Of(string path, ElfSettingsFile settings)
    {
        ElfOptions options = ElfSettingsOptions.Of(settings);
        options.Check();
        return new LogStatsConfig
        {
            Kind = LogStatsConfigKind.ElfSettings,
            Path = path,
            Parameters = Measured(options),
            ReportParameters = new Hashtable(StringComparer.OrdinalIgnoreCase)
            {
                ["ResponseCode"] = settings.ResponseCodes.ToArray(),
                ["ForbiddenSymbol"] = settings.ForbiddenSymbols,
                ["ZeroAsUnknown"] = true,
            },
            Interval = settings.Interval,
            DataFiles = settings.DataFiles.Select(file => new LogStatsDataFile(file.Log.ToString(), file.PreviousLog?.ToString(), file.Report)).ToArray(),
            ResponseCodes = settings.ResponseCodes,
            ForbiddenSymbols = settings.ForbiddenSymbols,
            Warnings = settings.Warnings.Concat(settings.Dropped).ToArray(),
            Options = options,
        };
    }

    private static Hashtable Measured(ElfOptions options)
    {
        ElfRules rules = options.Rules;
        Hashtable parameters = new(StringComparer.OrdinalIgnoreCase)
        {
            ["LogFormat"] = options.Pattern,
            ["Rule"] = rules.Rules.ToArray(),
            ["StalledThreshold"] = options.StalledThreshold,
            ["Percentile"] = options.Percentiles.ToArray(),
            ["SeeQuery"] = rules.SeeQuery,
            ["Exact"] = options.Exact,
        };
        Set(parameters, "SkipRule", rules.SkipRules);
        Set(parameters, "Aggregate", rules.Aggregates);
        Set(parameters, "Pattern", rules.Patterns);
        if (options.LatencyUnit is not null)
        {
            parameters["LatencyUnit"] = options.LatencyUnit;
        }

        return parameters;
    }

    private static void Set<T>(Hashtable parameters, string name, IReadOnlyList<T> values)
    {
        if (values.Count > 0)
        {
            parameters[name] = values.ToArray();
        }
    }
}
