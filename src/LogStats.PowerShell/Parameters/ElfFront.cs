using System.Collections;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Formats;

namespace LogStats.PowerShell.Parameters;

/// <summary>How the front of an access log is to be read for a command line that is still being typed.</summary>
internal static class ElfFront
{
    /// <summary>The options that the line has so far; what is not finished, or wrong, is left out.</summary>
    public static ElfOptions Options(IDictionary bound)
    {
        ElfOptions options = new()
        {
            Format = FormatCatalog.All.FirstOrDefault(
                format => format.Kind == "elf" && format.Name.Equals(bound["Format"] as string, StringComparison.OrdinalIgnoreCase)),
            Pattern = bound["LogFormat"] as string,
            Rules = new ElfRules { Rules = [.. Tables.Each(bound["Rule"]).Select(rule => Tables.Text(rule)!)] },
        };
        try
        {
            _ = new ElfMeasure(options, []);
            return options;
        }
        catch (LogStatsException)
        {
            return new ElfOptions();
        }
    }
}
