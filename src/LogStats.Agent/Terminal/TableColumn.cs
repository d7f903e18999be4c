using LogStats.Sinks;

namespace LogStats.Agent.Terminal;

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="IsNumber">It is aligned to the right and never cut.</param>
internal readonly record struct TableColumn(string Heading, bool IsNumber)
{
    public static TableColumn Of(RowColumn column)
        => new(column.Name, column.Type is RowType.Integer or RowType.Bytes or RowType.Seconds);
}
