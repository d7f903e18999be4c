using System.Globalization;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>A value's one spelling, in every culture and in both runners.</summary>
internal static class InvariantText
{
    internal static string Of(object value) => PSObject.Base(value) switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        SwitchParameter given => given ? "true" : "false",
        Enum name => name.ToString(),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        FileSystemInfo file => file.FullName,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? string.Empty,
    };
}
