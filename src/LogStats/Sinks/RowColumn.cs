namespace LogStats.Sinks;

/// <summary>A column: its name, and what kind of value it holds.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="HasFewValues">
/// Whether its values are few in any ordinary log, so that a time series database may index by them: kinds, modules and
/// statuses are, addresses, names of users, paths and texts never.
/// </param>
public readonly record struct RowColumn(string Name, RowType Type, bool HasFewValues = false);
