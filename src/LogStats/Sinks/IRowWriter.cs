namespace LogStats.Sinks;

/// <summary>Takes a row value by value: a statement, a JSON object, a CSV line.</summary>
public interface IRowWriter
{
    void Text(string? value);

    void Integer(long? value);

    void Time(DateTimeOffset? value);

    void Seconds(TimeSpan? value);
}
