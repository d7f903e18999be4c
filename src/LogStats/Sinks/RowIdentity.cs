namespace LogStats.Sinks;

/// <summary>
/// What makes a stored row the same row: columns behind the map's own. A place that can look for a row, such as a
/// database, stores them and holds one row for each identity; a text file leaves them out.
/// </summary>
public abstract class RowIdentity(IReadOnlyList<RowColumn> columns, int unique, bool newerReplaces)
{
    /// <summary>All columns that are added.</summary>
    public IReadOnlyList<RowColumn> Columns { get; } = columns;

    /// <summary>How many of them, from the first, are unique together. Where one is null, a row is like no other.</summary>
    public int Unique { get; } = unique;

    /// <summary>
    /// Whether a row takes the place of the one that is there. It does so only if the column behind the unique ones holds
    /// a greater number than there, so that what is older, or the same, changes nothing whenever it comes.
    /// </summary>
    public bool NewerReplaces { get; } = newerReplaces;

    /// <summary>The name of the column whose greater number replaces.</summary>
    public string? Newer => NewerReplaces ? Columns[Unique].Name : null;

    /// <summary>Writes one value for each column, in their order.</summary>
    public abstract void Write(IRow row, IRowWriter writer);
}
