using LogStats.Faults;

namespace LogStats.Sinks.PostgreSql;

/// <summary>The tables that rows go to: each is found or made when the first row for it comes.</summary>
internal sealed class SinkTables(PostgreSqlSinkOptions options)
{
    private readonly Dictionary<RowMap, PostgreSqlTable> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Somebody may have changed them in the meantime.</summary>
    public void Forget() => _known.Clear();

    /// <summary>The rows by their tables. Rows that the original did not store are left out where its schema is asked for.</summary>
    public async ValueTask<List<BatchPart>> PartsAsync(PostgreSqlSession session, string? schema, IReadOnlyList<IRow> rows, CancellationToken stop)
    {
        List<(RowMap Map, List<IRow> Rows)> groups = [];
        Dictionary<RowMap, List<IRow>> known = new(ReferenceEqualityComparer.Instance);
        foreach (IRow row in rows)
        {
            if (Map(session, row) is { } map)
            {
                if (!known.TryGetValue(map, out List<IRow>? group))
                {
                    known.Add(map, group = new List<IRow>(rows.Count));
                    groups.Add((map, group));
                }

                group.Add(row);
            }
        }

        List<BatchPart> parts = [];
        foreach ((RowMap map, List<IRow> group) in groups)
        {
            if (!_known.TryGetValue(map, out PostgreSqlTable? table))
            {
                _known.Add(map, table = await TableOpening.OpenAsync(session, options, schema, map, stop).ConfigureAwait(false));
            }

            parts.Add(new BatchPart(table, group));
        }

        return parts;
    }

    private RowMap? Map(PostgreSqlSession session, IRow row) => options.Schema == RowSchema.Native ? row.GetRowMap()
        : row is IOriginalRow original ? original.GetOriginalRowMap()
        : throw Fail.SinkRejected(session.Settings.Shown, $"the original stored no rows of the kind '{row.GetRowMap().Table}'",
            "Store these in the native schema.");
}
