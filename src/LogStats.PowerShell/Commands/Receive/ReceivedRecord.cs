using System.Collections.Specialized;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.PowerShell.Commands;

/// <summary>
/// A record made anew from its JSON, whose properties are named like its own. Its name is made of the message's and of its place
/// in it, so that a message which comes twice is stored once.
/// </summary>
internal static class ReceivedRecord
{
    private static readonly Dictionary<string, Type> s_types = new(StringComparer.Ordinal)
    {
        ["rsync_event"] = typeof(RsyncEvent),
        ["elf_record"] = typeof(ElfRecord),
        ["pgbouncer_event"] = typeof(PgBouncerEvent),
        ["tstat_flow"] = typeof(TstatFlow),
        ["tstat_row"] = typeof(TstatRow),
        ["log_line"] = typeof(LogLine),
    };

    /// <summary>Null where the message is of none of these types, or a property holds what this version does not know.</summary>
    public static object? Read(JsonElement item, QueueMessage message, int index)
    {
        if (message.Type is null || !s_types.TryGetValue(message.Type, out Type? type))
        {
            return null;
        }

        object record = Activator.CreateInstance(type)!;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && type.GetProperty(property.Name) is { CanWrite: true } known)
            {
                if (Value(property.Value, Nullable.GetUnderlyingType(known.PropertyType) ?? known.PropertyType) is not { } value)
                {
                    return null;
                }

                known.SetValue(record, value);
            }
        }

        // What only a property that follows from others could hold, such as the hash of a name that was taken out.
        if (item.EnumerateObject().Any(property => property.Value.ValueKind != JsonValueKind.Null
            && type.GetProperty(property.Name) is { CanWrite: false } made && made.GetValue(record) is null))
        {
            return null;
        }

        if (Key(message.Id, index) is { } key)
        {
            type.GetProperty("Key", BindingFlags.Instance | BindingFlags.NonPublic)?.SetValue(record, key);
        }

        return record;
    }

    private static RecordKey? Key(string? id, int index)
        => id is { Length: 32 } && ulong.TryParse(id.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong first)
            && ulong.TryParse(id.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong second)
            ? new RecordKey((long)first, index, (long)second) : null;

    private static object? Value(JsonElement value, Type type)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            string text = value.GetString()!;
            return type == typeof(string) ? text
                : type.IsEnum ? Enum.TryParse(type, text, out object? known) ? known : null
                : type == typeof(DateTimeOffset) ? value.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null
                : type == typeof(IReadOnlyDictionary<string, string>) ? Fields(text)
                : type == typeof(OrderedDictionary) ? Columns(text)
                : type == typeof(bool) && bool.TryParse(text, out bool said) ? said
                : null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when type == typeof(long) && value.TryGetInt64(out long whole) => whole,
            JsonValueKind.Number when type == typeof(int) && value.TryGetInt32(out int whole) => whole,
            JsonValueKind.Number when type == typeof(bool) && value.TryGetInt32(out int flag) => flag != 0,
            JsonValueKind.Number when type == typeof(TimeSpan) => Span(value.GetDouble()),
            JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => value.GetBoolean(),
            _ => null,
        };
    }

    /// <summary>To the tick, as a number of seconds is hardly ever a whole number of them.</summary>
    private static TimeSpan? Span(double seconds)
        => Math.Round(seconds * TimeSpan.TicksPerSecond) is double ticks && Math.Abs(ticks) < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : null;

    /// <summary>As the row has them, a JSON object in a text.</summary>
    private static OrderedDictionary? Columns(string text)
    {
        OrderedDictionary columns = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            foreach (JsonProperty column in document.RootElement.EnumerateObject())
            {
                columns[column.Name] = column.Value.ValueKind == JsonValueKind.Null ? null : column.Value.ToString();
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return columns;
    }

    /// <summary>As the row has them, "name=value; name=value".</summary>
    private static Dictionary<string, string>? Fields(string text)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string part in text.Split("; "))
        {
            string[] pair = part.Split('=', 2);
            if (pair.Length != 2 || !fields.TryAdd(pair[0], pair[1]))
            {
                return null;
            }
        }

        return fields;
    }
}
