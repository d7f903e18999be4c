using System.Globalization;

namespace LogStats.Scan;

/// <summary>Byte counts for people: three digits and a unit, in the steps of PowerShell's own 1KB, 1MB, 1GB.</summary>
public static class ByteSize
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    public static string Text(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (Math.Abs(size) >= 999.5 && unit < s_units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        string digits = unit == 0 ? "0" : Math.Abs(size) < 9.995 ? "0.00" : Math.Abs(size) < 99.95 ? "0.0" : "0";
        return $"{size.ToString(digits, CultureInfo.InvariantCulture)} {s_units[unit]}";
    }

    /// <summary>Nothing for a count that the log does not hold.</summary>
    public static string Text(long? bytes) => bytes is long known ? Text(known) : "";
}
