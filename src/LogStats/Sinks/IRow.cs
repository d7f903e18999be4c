namespace LogStats.Sinks;

/// <summary>Anything that can be written as a row: it knows its columns.</summary>
public interface IRow
{
    /// <summary>Not a property: it describes the row and is no value of it.</summary>
    RowMap GetRowMap();
}
