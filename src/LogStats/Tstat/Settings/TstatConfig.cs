using LogStats.Elf.Settings;
using LogStats.Faults;

namespace LogStats.Tstat.Settings;

/// <summary>The config.ini of the program that carried tstat's flows to RabbitMQ, as parameters of Export-LogRabbitMq.</summary>
internal static class TstatConfig
{
    /// <exception cref="LogStatsException">A line is no setting, or a value cannot be what its key says.</exception>
    public static LogStatsConfig Of(string path, Func<string, string?> variable)
    {
        TstatSettings settings = TstatSettings.Read(path, ElfSettingsText.Of(path), variable);
        return new LogStatsConfig
        {
            Kind = LogStatsConfigKind.TstatIni,
            Path = path,
            RabbitMqParameters = settings.Parameters,
            Warnings = settings.Warnings,
        };
    }
}
