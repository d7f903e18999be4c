namespace LogStats.Sinks;

/// <summary>A stored summary as its row has it.</summary>
/// <param name="Target">Where it is stored, for messages.</param>
/// <param name="Table">The table.</param>
/// <param name="Key">Its name; what was asked stands in the state.</param>
/// <param name="State">All that it knows; null where the row has none.</param>
public readonly record struct StoredSummary(string Target, string Table, SummaryKey Key, string? State);
