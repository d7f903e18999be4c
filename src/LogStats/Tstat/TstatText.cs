using System.Globalization;

namespace LogStats.Tstat;

/// <summary>What is said of a reading.</summary>
internal static class TstatText
{
    /// <summary>Empty where no direction was left out.</summary>
    public static string Remark(long empty) => empty == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{empty:N0} {(empty == 1 ? "direction" : "directions")} without a packet left out");
}
