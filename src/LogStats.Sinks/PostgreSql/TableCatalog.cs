using System.Globalization;
using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>What the server says of a table.</summary>
/// <param name="Schema">The schema it stands in.</param>
/// <param name="Name">As it is called there.</param>
/// <param name="IsPlain">Whether COPY may write to it with nothing of the table's own in between.</param>
/// <param name="MayInsert">Whether this role may add rows.</param>
/// <param name="MaySelect">Whether it may see them, which it takes to know those that are there.</param>
/// <param name="MayUpdate">Whether it may change them.</param>
/// <param name="Columns">All of them.</param>
/// <param name="Unique">For each unique index, its columns in lower case, sorted, with commas between.</param>
internal sealed record TableCatalog(string Schema, string Name, bool IsPlain, bool MayInsert, bool MaySelect, bool MayUpdate,
    IReadOnlyList<TableColumn> Columns, IReadOnlyList<string> Unique)
{
    /// <summary>A table by its name, exactly or else in lower case, as an unquoted name means it; null where there is none.</summary>
    public static async ValueTask<TableCatalog?> FindAsync(PostgreSqlSession session, string? schema, string name, CancellationToken stop)
    {
        foreach (string one in new[] { name, name.ToLowerInvariant() }.Distinct())
        {
            string qualified = (schema is null ? "" : Identifier.Quote(schema) + ".") + Identifier.Quote(one);
            List<object?[]> found = await session.QueryAsync($"""
                SELECT c.oid::int8, n.nspname::text, c.relname::text,
                  c.relkind IN ('r', 'p') AND NOT c.relrowsecurity AND NOT c.relhasrules
                    AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal),
                  has_any_column_privilege(c.oid, 'INSERT'), has_any_column_privilege(c.oid, 'SELECT'), has_any_column_privilege(c.oid, 'UPDATE')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass({Identifier.Literal(qualified)})
                """, stop).ConfigureAwait(false);
            if (found is [[long oid, string place, string called, bool plain, bool insert, bool select, bool update]])
            {
                return new TableCatalog(place, called, plain, insert, select, update,
                    await ColumnsAsync(session, oid, stop).ConfigureAwait(false), await UniqueAsync(session, oid, stop).ConfigureAwait(false));
            }
        }

        return null;
    }

    private static async ValueTask<IReadOnlyList<TableColumn>> ColumnsAsync(PostgreSqlSession session, long oid, CancellationToken stop)
    {
        List<object?[]> rows = await session.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE kind(col, typ, typmod, depth) AS (
              SELECT attnum, atttypid, atttypmod, 0 FROM pg_attribute WHERE attrelid = {oid} AND attnum > 0 AND NOT attisdropped
              UNION ALL
              SELECT k.col, t.typbasetype, CASE WHEN k.typmod >= 0 THEN k.typmod ELSE t.typtypmod END, k.depth + 1
              FROM kind k JOIN pg_type t ON t.oid = k.typ WHERE t.typtype = 'd')
            SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), b.typname::text, b.typcategory::text, k.typmod,
              a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', a.attgenerated <> '' OR a.attidentity = 'a'
            FROM pg_attribute a
            JOIN (SELECT DISTINCT ON (col) * FROM kind ORDER BY col, depth DESC) k ON k.col = a.attnum
            JOIN pg_type b ON b.oid = k.typ
            WHERE a.attrelid = {oid} ORDER BY a.attnum
            """), stop).ConfigureAwait(false);
        return
        [
            .. rows.Where(static row => row[6] is false).Select(static row => new TableColumn((string)row[0]!, (string)row[1]!, (string)row[2]!,
                ((string)row[3]!)[0], (int)row[4]!, (bool)row[5]!)),
        ];
    }

    private static async ValueTask<IReadOnlyList<string>> UniqueAsync(PostgreSqlSession session, long oid, CancellationToken stop)
    {
        List<object?[]> rows = await session.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"""
            SELECT string_agg(lower(a.attname), ',' ORDER BY lower(a.attname) COLLATE "C")
            FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, place), pg_attribute a
            WHERE i.indrelid = {oid} AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
              AND k.place <= i.indnkeyatts AND a.attrelid = i.indrelid AND a.attnum = k.attnum
            GROUP BY i.indexrelid
            """), stop).ConfigureAwait(false);
        return [.. rows.Select(static row => (string)row[0]!)];
    }
}
