namespace LogStats.Sinks.PostgreSql;

/// <summary>The rows of a batch that go to one table.</summary>
internal readonly record struct BatchPart(PostgreSqlTable Table, IReadOnlyList<IRow> Rows);
