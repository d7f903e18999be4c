using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.Agent.Reports;

/// <summary>Rows as JSON objects inside a larger document: the names of the columns, nothing for what is missing.</summary>
internal sealed class RowJson(Utf8JsonWriter json) : IRowWriter
{
    private IReadOnlyList<RowColumn> _columns = [];
    private int _next;

    public void Write(IRow row)
    {
        (_columns, _next) = (row.Rows.Columns, 0);
        json.WriteStartObject();
        row.Rows.Write(row, this);
        json.WriteEndObject();
    }

    public void Text(string? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public void Integer(long? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteNumber(name, value.Value);
        }
    }

    public void Time(DateTimeOffset? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteString(name, value.Value);
        }
    }

    public void Seconds(TimeSpan? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteNumber(name, value.Value.TotalSeconds);
        }
    }

    private string Name() => _columns[_next++].Name;
}
