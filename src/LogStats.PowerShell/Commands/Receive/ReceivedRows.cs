using System.Management.Automation;
using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.PowerShell.Commands;

/// <summary>
/// What stands in a message, as objects: records of the type that it names, and of all others their properties, with numbers
/// and times as such. Each has the message's id with it, and whether the queue gave it out before.
/// </summary>
internal static class ReceivedRows
{
    private const string RowType = "LogStats.QueueRow";

    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static IReadOnlyList<object?> Read(QueueMessage message)
    {
        using JsonDocument document = JsonDocument.Parse(message.Body);
        List<object?> rows = [];
        if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in document.RootElement.EnumerateArray())
            {
                rows.Add(Row(item, message, rows.Count));
            }
        }
        else
        {
            rows.Add(Row(document.RootElement, message, 0));
        }

        return rows;
    }

    private static object? Row(JsonElement item, QueueMessage message, int index)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return Value(item);
        }

        PSObject row = ReceivedRecord.Read(item, message, index) is { } record ? PSObject.AsPSObject(record) : Properties(item);
        if (row.BaseObject is PSCustomObject)
        {
            row.TypeNames.Insert(0, RowType);
            if (message.Type is { } type)
            {
                row.TypeNames.Insert(0, $"{RowType}#{type}");
            }
        }

        Add(row, "MessageId", message.Id);
        Add(row, "Redelivered", message.Redelivered);
        return row;
    }

    private static PSObject Properties(JsonElement item)
    {
        PSObject row = new();
        foreach (JsonProperty property in item.EnumerateObject())
        {
            Add(row, property.Name, Value(property.Value));
        }

        return row;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.String => Time(value) ?? (object?)value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToArray(),
        _ => Properties(value),
    };

    // Only what says its offset is a moment: a date alone, or a time of some clock, stays the text that it is.
    private static DateTimeOffset? Time(JsonElement value)
    {
        ReadOnlySpan<char> text = value.GetString();
        return text.Length >= "2019-03-05T03:26:40Z".Length && text[4] == '-' && text[10] == 'T'
            && (text[^1] == 'Z' || text[^6] is '+' or '-') && value.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;
    }

    /// <summary>A sender may have named two alike, or none.</summary>
    private static void Add(PSObject row, string name, object? value)
    {
        if (name.Length > 0 && row.Properties[name] is null)
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }
    }
}
