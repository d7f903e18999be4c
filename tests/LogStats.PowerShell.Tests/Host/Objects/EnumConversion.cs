#nullable disable

using System.Collections;
using System.Globalization;

namespace System.Management.Automation;

/// <summary>
/// Names in any case, shortened as long as they stay unambiguous, lists of names, and defined numbers.
/// </summary>
internal static class EnumConversion
{
    internal static bool TryConvert(object value, Type type, out object result)
    {
        switch (value)
        {
            case string text:
                result = Parse(text.Split(','), type);
                return true;
            case IEnumerable names:
                result = Parse([.. names.Cast<object>().Select(name => name?.ToString() ?? string.Empty)], type);
                return true;
            case Enum or IConvertible when NumberConversion.IsNumber(value.GetType()):
                result = Defined(Enum.ToObject(type, value), type);
                return true;
            default:
                result = null;
                return false;
        }
    }

    private static object Parse(string[] names, Type type)
    {
        string[] full = [.. names.Select(name => FullName(name.Trim(), type))];
        return Defined(Enum.Parse(type, string.Join(',', full), ignoreCase: true), type);
    }

    private static string FullName(string name, Type type)
    {
        string[] known = Enum.GetNames(type);
        if (long.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            || known.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return name;
        }

        string[] candidates = [.. known.Where(candidate => name.Length > 0
            && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        return candidates.Length == 1
            ? candidates[0]
            : throw new ArgumentException($"Unable to match the identifier name {name} to a valid enumerator name. "
                + "Specify one of the following enumerator names and try again:"
                + $"{Environment.NewLine}{string.Join(", ", known)}");
    }

    private static object Defined(object value, Type type) =>
        Enum.IsDefined(type, value) || type.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? value
            : throw new ArgumentException(
                $"The possible enumeration values are \"{string.Join(',', Enum.GetNames(type))}\".");
}
