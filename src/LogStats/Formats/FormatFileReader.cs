using System.Text.Json;
using LogStats.Faults;

namespace LogStats.Formats;

/// <summary>The JSON of a file of formats to formats; whatever is missing, misspelt or of another type is a fault of the file.</summary>
/// <param name="name">How an error calls the file.</param>
/// <param name="path">Where it is; null for a built-in one.</param>
internal sealed class FormatFileReader(string name, string? path)
{
    public IEnumerable<LogFormat> Read(JsonElement file)
    {
        string kind = "";
        JsonElement formats = default;
        foreach (JsonProperty property in Object(file, "it").EnumerateObject())
        {
            switch (property.Name)
            {
                case "$schema":
                    break;
                case "kind":
                    kind = Text(property.Value, "kind");
                    break;
                case "formats" when property.Value.ValueKind == JsonValueKind.Array:
                    formats = property.Value;
                    break;
                default:
                    throw Damaged($"'{property.Name}' is not known there, or is of the wrong type");
            }
        }

        return kind.Length == 0 ? throw Damaged("it has no 'kind'")
            : formats.ValueKind != JsonValueKind.Array || formats.GetArrayLength() == 0 ? throw Damaged("it has no 'formats'")
            : formats.EnumerateArray().Select(format => Format(kind, Object(format, "a format")));
    }

    private LogFormat Format(string kind, JsonElement format)
    {
        Dictionary<string, string> texts = [];
        Dictionary<string, IReadOnlyList<string>> fields = [];
        Dictionary<string, string> units = [];
        IReadOnlyList<string> samples = [];
        foreach (JsonProperty property in format.EnumerateObject())
        {
            switch (property.Name)
            {
                case "name" or "description" or "envelope" or "dialect" or "escape":
                    texts[property.Name] = Text(property.Value, property.Name);
                    break;

                // In pieces, because a log format is long and JSON has no line breaks.
                case "pattern":
                    texts[property.Name] = string.Concat(Texts(property.Value, property.Name));
                    break;
                case "fields":
                    foreach (JsonProperty field in Object(property.Value, "'fields'").EnumerateObject())
                    {
                        fields[field.Name] = Texts(field.Value, field.Name);
                    }

                    break;
                case "units":
                    foreach (JsonProperty unit in Object(property.Value, "'units'").EnumerateObject())
                    {
                        units[unit.Name] = Text(unit.Value, unit.Name);
                    }

                    break;
                case "samples":
                    samples = Texts(property.Value, property.Name);
                    break;
                default:
                    throw Damaged($"'{property.Name}' of a format is not known");
            }
        }

        return new LogFormat
        {
            Kind = kind,
            Name = texts.GetValueOrDefault("name") is { } own && FormatFile.IsName(own) ? own
                : throw Damaged("a format has no 'name' of letters, digits, dots, hyphens and underscores"),
            Description = texts.GetValueOrDefault("description") ?? "",
            Envelope = texts.GetValueOrDefault("envelope"),
            Dialect = texts.GetValueOrDefault("dialect"),
            Pattern = texts.GetValueOrDefault("pattern"),
            Escape = texts.GetValueOrDefault("escape"),
            Fields = fields,
            Units = units,
            Samples = samples,
            Path = path,
        };
    }

    private JsonElement Object(JsonElement element, string what)
        => element.ValueKind == JsonValueKind.Object ? element : throw Damaged($"{what} is no JSON object");

    private string Text(JsonElement element, string what)
        => element.ValueKind == JsonValueKind.String ? element.GetString()!
            : throw Damaged($"'{what}' is no text");

    private IReadOnlyList<string> Texts(JsonElement element, string what)
        => element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(item => Text(item, what))]
            : [Text(element, what)];

    private LogStatsException Damaged(string what) => Fail.FormatFile(name, what);
}
