namespace LogStats.Sinks;

/// <summary>A column: its name, and what kind of value it holds.</summary>
public readonly record struct RowColumn(string Name, RowType Type);
