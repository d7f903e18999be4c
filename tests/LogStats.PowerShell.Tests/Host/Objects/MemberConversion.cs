#nullable disable

using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace System.Management.Automation;

/// <summary>What the types themselves offer: Parse, a constructor of one argument, or an operator.</summary>
internal static class MemberConversion
{
    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;

    internal static bool TryConvert(object value, Type type, IFormatProvider provider, out object result)
    {
        try
        {
            return TryParse(value, type, provider, out result)
                || TryConstruct(value, type, out result)
                || TryOperator(value, type, out result);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    private static bool TryParse(object value, Type type, IFormatProvider provider, out object result)
    {
        result = null;
        if (value is not string text)
        {
            return false;
        }

        if (type == typeof(char) && text.Length != 1)
        {
            throw new FormatException("String must be exactly one character long.");
        }

        if (type.GetMethod("Parse", Static, [typeof(string), typeof(IFormatProvider)]) is { } withCulture)
        {
            result = withCulture.Invoke(null, [text, provider]);
        }
        else if (type.GetMethod("Parse", Static, [typeof(string)]) is { } plain)
        {
            result = plain.Invoke(null, [text]);
        }

        return result is not null;
    }

    private static bool TryConstruct(object value, Type type, out object result)
    {
        ConstructorInfo constructor = type.IsAbstract ? null : type.GetConstructor([value.GetType()])
            ?? (NumberConversion.IsNumber(value.GetType()) ? type.GetConstructor([typeof(long)]) : null);
        object argument = constructor?.GetParameters()[0].ParameterType == typeof(long)
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : value;
        result = constructor?.Invoke([argument]);
        return result is not null;
    }

    private static bool TryOperator(object value, Type type, out object result)
    {
        var methods = type.GetMethods(Static).Concat(value.GetType().GetMethods(Static));
        MethodInfo conversion = methods.FirstOrDefault(method =>
            method.Name is "op_Implicit" or "op_Explicit"
            && method.ReturnType == type
            && method.GetParameters() is [{ } only] && only.ParameterType.IsInstanceOfType(value));
        result = conversion?.Invoke(null, [value]);
        return result is not null;
    }
}
