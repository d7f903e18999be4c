namespace LogStats.Sinks;

/// <summary>
/// The columns of one type, in order, and how an instance writes them. Names are the property names, so that what is
/// seen at the prompt, in JSON, in CSV and in a table is called the same.
/// </summary>
public abstract class RowMap(string table, IReadOnlyList<RowColumn> columns, RowIdentity? identity = null)
{
    /// <summary>What a table of these is called where nobody names one.</summary>
    public string Table { get; } = table;

    public IReadOnlyList<RowColumn> Columns { get; } = columns;

    /// <summary>What makes a row the same row; null where every row is one of its own.</summary>
    public RowIdentity? Identity { get; } = identity;

    /// <summary>Writes one value for each column, in their order.</summary>
    public abstract void Write(IRow row, IRowWriter writer);
}
