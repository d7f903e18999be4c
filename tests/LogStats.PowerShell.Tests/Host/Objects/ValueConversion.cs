#nullable disable

namespace System.Management.Automation;

/// <summary>
/// Conversion in the engine's order: as it is, to text, to truth, to an enum, to a number, then by the type's own
/// means.
/// </summary>
internal static class ValueConversion
{
    internal static bool TryConvert(
        object value, Type type, IFormatProvider provider, out object result, out Exception reason)
    {
        reason = null;
        try
        {
            return TryConvertCore(value, type, provider, out result);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException
            or InvalidCastException or IOException or NotSupportedException)
        {
            reason = exception;
            result = null;
            return false;
        }
    }

    internal static string Refusal(object value, Type type, Exception reason) => reason switch
    {
        null when value is null => $"Cannot convert null to type \"{type}\".",
        null => $"Cannot convert the \"{value}\" value of type \"{value.GetType()}\" to type \"{type}\".",
        _ => $"Cannot convert value \"{value}\" to type \"{type}\". Error: \"{reason.Message}\"",
    };

    private static bool TryConvertCore(object value, Type type, IFormatProvider provider, out object result)
    {
        object bare = PSObject.Base(value);
        if (type == typeof(PSObject))
        {
            result = value is null ? null : PSObject.AsPSObject(value);
            return true;
        }

        if (type.IsInstanceOfType(value) || type.IsInstanceOfType(bare))
        {
            result = type.IsInstanceOfType(value) ? value : bare;
            return true;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            result = null;
            return bare is null || TryConvertCore(bare, underlying, provider, out result);
        }

        if (type == typeof(string))
        {
            result = TextConversion.ToText(bare);
            return true;
        }

        if (type == typeof(bool) || type == typeof(SwitchParameter))
        {
            bool truth = LanguagePrimitives.IsTrue(bare);
            result = type == typeof(bool) ? truth : new SwitchParameter(truth);
            return true;
        }

        if (bare is null)
        {
            bool number = NumberConversion.IsNumber(type) && !type.IsEnum;
            result = number || type == typeof(char) ? Activator.CreateInstance(type) : null;
            return number || type == typeof(char) || !type.IsValueType;
        }

        return type.IsEnum ? EnumConversion.TryConvert(bare, type, out result)
            : NumberConversion.IsNumber(type) ? NumberConversion.TryConvert(bare, type, provider, out result)
            : CollectionConversion.TryConvert(bare, type, provider, out result)
                || MemberConversion.TryConvert(bare, type, provider, out result);
    }
}
