using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.Agent.Reports;

/// <summary>Rows as JSON objects inside a larger document: every column by its name, null where there is no value.</summary>
internal sealed class RowJson(Utf8JsonWriter json) : IRowWriter
{
    private IReadOnlyList<RowColumn> _columns = [];
    private int _next;

    public void Write(IRow row)
    {
        (_columns, _next) = (row.GetRowMap().Columns, 0);
        json.WriteStartObject();
        row.GetRowMap().Write(row, this);
        json.WriteEndObject();
    }

    public void Text(string? value)
    {
        json.WriteString(Name(), value);
    }

    public void Integer(long? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteNumber(name, value.Value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public void Time(DateTimeOffset? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteString(name, value.Value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public void Seconds(TimeSpan? value)
    {
        string name = Name();
        if (value is not null)
        {
            json.WriteNumber(name, value.Value.TotalSeconds);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private string Name() => _columns[_next++].Name;
}
