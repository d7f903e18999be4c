using System.Globalization;

namespace LogStats.Agent.Terminal;

/// <summary>Byte counts as people read them: 1,023 B, 1.5 KiB, 17.9 MiB.</summary>
internal static class ByteSize
{
    private static readonly string[] s_units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    public static string Text(long bytes)
    {
        if (Math.Abs((double)bytes) < 1024)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
        }

        double size = bytes / 1024.0;
        int unit = 0;

        // What would be shown as 1024.0 is shown as 1.0 of the next unit.
        while (Math.Abs(size) >= 1023.95 && unit < s_units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:F1} {s_units[unit]}");
    }
}
