using System.Globalization;

namespace LogStats.PowerShell.Display;

/// <summary>Bits in a second for people: three digits and a unit, in steps of a thousand, as networks are sold.</summary>
internal static class BitRate
{
    private static readonly string[] s_units = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "Pbit/s"];

    public static string Text(long? bits)
    {
        if (bits is not long known)
        {
            return "";
        }

        double rate = known;
        int unit = 0;
        while (rate >= 999.5 && unit < s_units.Length - 1)
        {
            rate /= 1000;
            unit++;
        }

        string form = unit == 0 ? "0" : rate < 9.995 ? "0.00" : rate < 99.95 ? "0.0" : "0";
        return $"{rate.ToString(form, CultureInfo.InvariantCulture)} {s_units[unit]}";
    }

    /// <summary>In percent; a share of one or more is worth a look.</summary>
    public static string Share(double? share) => share switch
    {
        null => "",
        0 => "0 %",
        >= 0.01 => Style.Warning($"{(share.Value * 100).ToString("0.0", CultureInfo.InvariantCulture)} %"),
        _ => $"{(share.Value * 100).ToString("0.00", CultureInfo.InvariantCulture)} %",
    };
}
