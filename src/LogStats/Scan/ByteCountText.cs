using System.Globalization;
using LogStats.Faults;

namespace LogStats.Scan;

/// <summary>Byte counts as people type them: a number, with one of PowerShell's units or without.</summary>
public static class ByteCountText
{
    private static readonly string[] s_units = ["KB", "MB", "GB", "TB", "PB"];

    /// <summary>Reads <paramref name="text"/>, which was given for what <paramref name="name"/> says.</summary>
    /// <exception cref="LogStatsException">It is no count of bytes.</exception>
    public static long Read(string name, string text)
    {
        string trimmed = text.Trim();
        int unit = Array.FindIndex(s_units, unit => trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase));
        string number = unit < 0 ? trimmed : trimmed[..^2];
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)
            && count <= (decimal)long.MaxValue / (1L << (10 * (unit + 1)))
                ? (long)(count * (1L << (10 * (unit + 1))))
                : throw Fail.Value(name, text, "a number of bytes, such as 1000000000, 1000MB or 1.5GB");
    }
}
