using System.Globalization;
using System.Net;

namespace LogStats.Receive;

/// <summary>What the files of received lines are called: <c>log_25112910_00-19_192-0-2-7.log</c>, and further parts <c>….2.log</c>.</summary>
internal static class PartName
{
    public const string Extension = ".log";

    /// <summary>The name without part number and extension.</summary>
    public static string Stem(string prefix, string window, IPAddress address) => $"{prefix}_{window}_{Dashed(address)}";

    public static string Untimed(DateTime arrival) => string.Create(CultureInfo.InvariantCulture, $"untimed_{arrival:yyMMdd}");

    public static string File(string stem, int number)
        => number == 1 ? stem + Extension : string.Create(CultureInfo.InvariantCulture, $"{stem}.{number}{Extension}");

    /// <summary>What a file system anywhere takes: no dots, which part names, and no colons.</summary>
    private static string Dashed(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        string text = plain.ToString();
        int zone = text.IndexOf('%', StringComparison.Ordinal);
        return (zone < 0 ? text : text[..zone]).Replace('.', '-').Replace(':', '-');
    }
}
