namespace LogStats.Sinks;

/// <summary>Anything that can be written as a row: it knows its columns.</summary>
public interface IRow
{
    RowMap Rows { get; }
}
