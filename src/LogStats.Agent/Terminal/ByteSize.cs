using System.Globalization;

namespace LogStats.Agent.Terminal;

/// <summary>Byte counts for people, as the PowerShell module shows them: three digits and a unit, in steps of 1024.</summary>
internal static class ByteSize
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
}
