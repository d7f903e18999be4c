#nullable disable

using System.Globalization;

namespace System.Management.Automation;

/// <summary>
/// Numbers from text (hexadecimal and the suffixes kb to pb included) and from each other; halves go to the even side.
/// </summary>
internal static class NumberConversion
{
    private static readonly string[] s_suffixes = ["kb", "mb", "gb", "tb", "pb"];

    internal static bool IsNumber(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    internal static bool TryConvert(object value, Type type, IFormatProvider provider, out object result)
    {
        result = value switch
        {
            string text => Parse(text.Trim(), type, provider),
            char character => System.Convert.ChangeType((int)character, type, provider),
            Enum or IConvertible when value is not DateTime => System.Convert.ChangeType(value, type, provider),
            _ => null,
        };
        return result is not null;
    }

    private static object Parse(string text, Type type, IFormatProvider provider)
    {
        if (text.Length == 0)
        {
            return Activator.CreateInstance(type);
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return System.Convert.ChangeType(System.Convert.ToInt64(text, 16), type, provider);
        }

        int power = 1 + Array.FindIndex(
            s_suffixes, suffix => text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
        if (power > 0 && decimal.TryParse(text[..^2], NumberStyles.Float, provider, out decimal scaled))
        {
            return System.Convert.ChangeType(scaled * (1L << (10 * power)), type, provider);
        }

        try
        {
            return System.Convert.ChangeType(text, type, provider);
        }
        catch (FormatException) when (double.TryParse(text, NumberStyles.Float, provider, out double fraction))
        {
            return System.Convert.ChangeType(fraction, type, provider);
        }
    }
}
