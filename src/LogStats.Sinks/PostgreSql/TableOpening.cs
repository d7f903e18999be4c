using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Finds or makes the table for a map. Names are made in lower case, because PostgreSQL takes an unquoted name so: one query
/// then means the same here and on SQLite.
/// </summary>
internal static class TableOpening
{
    // Any number, the same in every program: whoever makes a table holds this lock, so that two do not make it at once.
    private const long MakingLock = 0x4c6f675374617473;

    /// <exception cref="LogStatsException">It is missing and must not be made, has another shape, or a right is missing.</exception>
    public static async ValueTask<PostgreSqlTable> OpenAsync(
        PostgreSqlSession session, PostgreSqlSinkOptions options, string? schema, RowMap map, CancellationToken stop)
    {
        string name = TableName.Check(options.Table ?? session.Settings.Table ?? map.Table);
        bool original = options.Schema == RowSchema.Original;
        TableCatalog? there = await TableCatalog.FindAsync(session, schema, name, stop).ConfigureAwait(false);
        if (there is null)
        {
            if (!options.CreateTable)
            {
                throw Fail.TableMissing(session.Settings.Shown, name);
            }

            await MakeAsync(session, schema, name.ToLowerInvariant(), map, original, stop).ConfigureAwait(false);
            there = await TableCatalog.FindAsync(session, schema, name, stop).ConfigureAwait(false)
                ?? throw Fail.TableMissing(session.Settings.Shown, name);
        }

        StoredLedger? ledger = original && map.Identity is RecordIdentity && !HasKey(there, map.Identity)
            ? new StoredLedger(Identifier.Quote(there.Schema), there.Name) : null;
        if (ledger is not null)
        {
            await MakeLedgerAsync(session, ledger.Name, ledger.Create, options.CreateTable, stop).ConfigureAwait(false);
        }

        PostgreSqlTable table = Bind(session, there, map, ledger);
        CheckRights(session, there, map, ledger);
        return table;
    }

    /// <summary>Makes a small table of our own, unless it is there.</summary>
    public static async ValueTask MakeLedgerAsync(PostgreSqlSession session, string name, string create, bool mayMake, CancellationToken stop)
    {
        List<object?[]> found = await session.QueryAsync($"SELECT to_regclass({Identifier.Literal(name)})::text", stop).ConfigureAwait(false);
        if (found is [[null]])
        {
            if (!mayMake)
            {
                throw Fail.TableMissing(session.Settings.Shown, name.Replace("\"", "", StringComparison.Ordinal));
            }

            await TransactionAsync(session, () => session.ExecuteAsync(create, stop), stop).ConfigureAwait(false);
        }
    }

    private static async ValueTask MakeAsync(PostgreSqlSession session, string? schema, string name, RowMap map, bool original, CancellationToken stop)
    {
        List<object?[]> found = await session.QueryAsync(
            $"SELECT n, has_schema_privilege(n, 'CREATE') FROM (SELECT {(schema is null ? "current_schema()::text" : Identifier.Literal(schema))} AS n) AS one",
            stop).ConfigureAwait(false);
        if (found is not [[string place, bool mayMake]])
        {
            throw Fail.SinkRejected(session.Settings.Shown, "no schema of the search path is there to make a table in",
                "Name one with -SchemaName, or set search_path for this role.");
        }

        if (!mayMake)
        {
            throw Fail.SinkRejected(session.Settings.Shown, $"this role may not make a table in the schema '{place}'",
                $"Ask its owner: GRANT CREATE ON SCHEMA {Identifier.Quote(place)} TO {Identifier.Quote(session.Settings.User)}; "
                + "or name a schema or a table that is there.");
        }

        string table = $"{Identifier.Quote(place)}.{Identifier.Quote(name)}";
        await TransactionAsync(session, async () =>
        {
            if (await TableCatalog.FindAsync(session, schema, name, stop).ConfigureAwait(false) is null)
            {
                _ = await session.ExecuteAsync(TableMaking.Create(table, map, original), stop).ConfigureAwait(false);
                StoredLedger ledger = new(Identifier.Quote(place), name);
                if (original && await session.QueryAsync($"SELECT to_regclass({Identifier.Literal(ledger.Name)})::text", stop).ConfigureAwait(false) is [[string]])
                {
                    _ = await session.ExecuteAsync(ledger.Forget, stop).ConfigureAwait(false);
                }
            }

            return 0;
        }, stop).ConfigureAwait(false);
    }

    private static async ValueTask TransactionAsync(PostgreSqlSession session, Func<ValueTask<int>> work, CancellationToken stop)
    {
        await using NpgsqlTransaction transaction = await session.BeginAsync(stop).ConfigureAwait(false);
        _ = await session.ExecuteAsync($"SELECT pg_advisory_xact_lock({MakingLock})", stop).ConfigureAwait(false);
        _ = await work().ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    private static bool HasKey(TableCatalog there, RowIdentity identity) => there.Unique.Contains(TableMaking.Key(identity));

    private static PostgreSqlTable Bind(PostgreSqlSession session, TableCatalog there, RowMap map, StoredLedger? ledger)
    {
        List<BoundColumn> bound = [];
        List<string> missing = [];
        List<string> other = [];
        foreach ((RowColumn ours, bool ofName) in TableMaking.Columns(map))
        {
            TableColumn? column = ofName && ledger is not null ? Made(ours)
                : there.Columns.FirstOrDefault(one => one.Name == ours.Name.ToLowerInvariant())
                ?? there.Columns.FirstOrDefault(one => one.Name.Equals(ours.Name, StringComparison.OrdinalIgnoreCase));
            if (column is null)
            {
                missing.Add(ours.Name.ToLowerInvariant());
            }
            else if (!column.Takes(ours.Type))
            {
                other.Add($"{column.Name} ({column.Type}, not {PostgreSqlTypes.Of(ours.Type)})");
            }
            else
            {
                bound.Add(new BoundColumn(ours, column));
            }
        }

        string[] empty = [.. there.Columns.Where(one => one.MustBeGiven && bound.All(column => column.Name != one.Name)).Select(static one => one.Name)];
        string[] lacks =
        [
            .. missing.Count == 0 ? (string[])[] : [$"{(missing.Count == 1 ? "the column" : "the columns")} {string.Join(", ", missing)}"],
            .. other.Count == 0 ? (string[])[] : [$"a fitting type of {string.Join(", ", other)}"],
            .. empty.Length == 0 ? (string[])[] : [$"a default for {string.Join(", ", empty)}, which must not be empty and which no row fills"],
            .. missing.Count == 0 && ledger is null && map.Identity is { } identity && !HasKey(there, identity)
                ? [$"a unique index over {TableMaking.Key(identity).Replace(",", ", ", StringComparison.Ordinal)}"] : (string[])[],
        ];
        if (lacks.Length > 0)
        {
            throw Fail.SchemaMismatch(session.Settings.Shown, there.Name, string.Join("; ", lacks));
        }

        bool direct = there.IsPlain && bound.All(static column => column.IsOurs);
        return new PostgreSqlTable(map, $"{Identifier.Quote(there.Schema)}.{Identifier.Quote(there.Name)}", there.Name, bound, ledger, direct);
    }

    private static TableColumn Made(RowColumn ours) => new(ours.Name.ToLowerInvariant(), "bigint", "int8", 'N', -1, MustBeGiven: false);

    private static void CheckRights(PostgreSqlSession session, TableCatalog there, RowMap map, StoredLedger? ledger)
    {
        bool sees = map.Identity is not null && ledger is null;
        bool changes = map.Identity is { NewerReplaces: true };
        if (there.MayInsert && (!sees || there.MaySelect) && (!changes || there.MayUpdate))
        {
            return;
        }

        string rights = $"INSERT{(sees ? ", SELECT" : "")}{(changes ? ", UPDATE" : "")}";
        throw Fail.SinkRejected(session.Settings.Shown, $"this role may not write to the table '{there.Name}'",
            $"Ask its owner: GRANT {rights} ON {Identifier.Quote(there.Schema)}.{Identifier.Quote(there.Name)} TO {Identifier.Quote(session.Settings.User)}.");
    }
}
