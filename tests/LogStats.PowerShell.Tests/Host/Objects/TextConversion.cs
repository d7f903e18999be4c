#nullable disable

using System.Collections;
using System.Globalization;

namespace System.Management.Automation;

/// <summary>The text of a value, the same in every culture.</summary>
internal static class TextConversion
{
    internal static string ToText(object value) => value switch
    {
        null => string.Empty,
        string text => text,
        PSObject wrapped => wrapped.ToString(),
        IDictionary dictionary => dictionary.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable elements => string.Join(' ', elements.Cast<object>().Select(ToText)),
        _ => value.ToString() ?? string.Empty,
    };
}
