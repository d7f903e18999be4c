#nullable disable

using System.Collections;
using System.Globalization;

namespace System.Management.Automation;

/// <summary>The language's own idea of conversion and truth.</summary>
public static class LanguagePrimitives
{
    public static T ConvertTo<T>(object valueToConvert) => (T)ConvertTo(valueToConvert, typeof(T));

    public static object ConvertTo(object valueToConvert, Type resultType) =>
        ConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture);

    public static object ConvertTo(object valueToConvert, Type resultType, IFormatProvider formatProvider)
    {
        ArgumentNullException.ThrowIfNull(resultType);
        bool converted = ValueConversion.TryConvert(
            valueToConvert, resultType, formatProvider, out object result, out Exception reason);
        return converted
            ? result
            : throw new PSInvalidCastException(ValueConversion.Refusal(valueToConvert, resultType, reason), reason);
    }

    public static bool TryConvertTo<T>(object valueToConvert, out T result) =>
        TryConvertTo(valueToConvert, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo<T>(object valueToConvert, IFormatProvider formatProvider, out T result)
    {
        bool converted = TryConvertTo(valueToConvert, typeof(T), formatProvider, out object value);
        result = converted ? (T)value : default;
        return converted;
    }

    public static bool TryConvertTo(object valueToConvert, Type resultType, out object result) =>
        TryConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo(
        object valueToConvert, Type resultType, IFormatProvider formatProvider, out object result) =>
        ValueConversion.TryConvert(valueToConvert, resultType, formatProvider, out result, out _);

    public static IEnumerable GetEnumerable(object obj) => PSObject.Base(obj) switch
    {
        string or IDictionary => null,
        IEnumerable elements => elements,
        _ => null,
    };

    /// <summary>Zero, nothing and empty are false; a list of one is as true as its element.</summary>
    public static bool IsTrue(object obj) => PSObject.Base(obj) switch
    {
        null => false,
        bool value => value,
        SwitchParameter value => value.IsPresent,
        string text => text.Length > 0,
        char value => value != '\0',
        IConvertible number when Type.GetTypeCode(number.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal =>
            Convert.ToDouble(number, CultureInfo.InvariantCulture) != 0,
        IList { Count: 0 } => false,
        IList { Count: 1 } list => IsTrue(list[0]),
        _ => true,
    };
}
