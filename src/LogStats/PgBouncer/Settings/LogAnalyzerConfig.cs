using System.Collections;
using LogStats.Elf.Settings;

namespace LogStats.PgBouncer.Settings;

/// <summary>The settings of LogAnalyzer as parameters of Watch-PgBouncer, and of Export-LogMail.</summary>
internal static class LogAnalyzerConfig
{
    public static LogStatsConfig Of(string path)
    {
        LogAnalyzerSettings settings = LogAnalyzerSettings.Read(path, ElfSettingsText.Of(path));
        Hashtable parameters = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Threshold"] = new Hashtable(settings.Thresholds, StringComparer.Ordinal),
            ["OpenAt"] = settings.Window.OpenAt,
            ["CloseAt"] = settings.Window.CloseAt,
        };
        Set(parameters, "Path", settings.FileName);
        Set(parameters, "ReportAt", settings.ReportAt);
        Set(parameters, "Interval", settings.Interval);
        Hashtable report = new(StringComparer.OrdinalIgnoreCase);
        Set(report, "From", settings.Mail.From);
        Set(report, "To", settings.Mail.To);
        Set(report, "ComputerName", settings.Mail.Server);
        return new LogStatsConfig
        {
            Kind = LogStatsConfigKind.PgBouncerJson,
            Path = path,
            Parameters = parameters,
            ReportParameters = report,
            Interval = settings.Interval,
            Warnings = settings.Warnings,
        };
    }

    private static void Set(Hashtable parameters, string name, object? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
