using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;

namespace LogStats.Tstat;

/// <summary>A document as values, for whoever looks into it.</summary>
internal sealed record OriginalParts(string Type, long Interval, OrderedDictionary Values, OrderedDictionary Meta, long Start, long End)
{
    public static OriginalParts Of(ReadOnlyMemory<byte> document)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        JsonElement root = json.RootElement;
        return new OriginalParts(
            root.GetProperty("type").GetString()!, root.GetProperty("interval").GetInt64(), Part(root.GetProperty("values")),
            Part(root.GetProperty("meta")), root.GetProperty("start").GetInt64(), root.GetProperty("end").GetInt64());
    }

    private static OrderedDictionary Part(JsonElement part)
    {
        OrderedDictionary values = new(StringComparer.Ordinal);
        foreach (JsonProperty property in part.EnumerateObject())
        {
            values[property.Name] = Value(property.Value);
        }

        return values;
    }

    /// <summary>A fraction stays one, be it whole: 8.0 is not 8.</summary>
    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ when value.GetRawText().AsSpan().IndexOfAny('.', 'e') >= 0 => value.GetDouble(),
        _ when value.TryGetInt64(out long whole) => whole,
        _ => decimal.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal large) ? large : value.GetDouble(),
    };
}
