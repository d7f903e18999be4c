using LogStats.Faults;

namespace LogStats.Sinks.PostgreSql;

/// <summary>Whether a server that let us in will do.</summary>
internal static class ServerCheck
{
    /// <summary>The schema as it is called there: by its exact name, or else in lower case; null where none was asked for.</summary>
    /// <exception cref="LogStatsException">The server can only be read, or there is no such schema, or it may not be used.</exception>
    public static async ValueTask<string?> SchemaAsync(PostgreSqlSession session, string? asked, CancellationToken stop)
    {
        string shown = session.Settings.Shown;
        List<object?[]> state = await session.QueryAsync(
            "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'", stop).ConfigureAwait(false);
        if (state is [[bool standby, bool readOnly]] && (standby || readOnly))
        {
            throw Fail.SinkRejected(shown, standby ? "it is a standby, which can only be read" : "its sessions are set to read-only",
                "Name the primary server, or several hosts with target_session_attrs=primary; or see default_transaction_read_only.");
        }

        if (asked is null)
        {
            return null;
        }

        List<object?[]> found = await session.QueryAsync("SELECT nspname::text, has_schema_privilege(oid, 'USAGE') FROM pg_namespace "
            + $"WHERE nspname IN ({Identifier.Literal(asked)}, {Identifier.Literal(asked.ToLowerInvariant())}) ORDER BY nspname = {Identifier.Literal(asked)} DESC",
            stop).ConfigureAwait(false);
        return found switch
        {
            [[string name, true], ..] => name,
            [[string name, ..], ..] => throw Fail.SinkRejected(shown, $"this role may not use the schema '{name}'",
                $"Ask its owner: GRANT USAGE, CREATE ON SCHEMA {Identifier.Quote(name)} TO {Identifier.Quote(session.Settings.User)}."),
            _ => throw Fail.SinkConnect(shown, $"its database has no schema '{asked}'",
                $"Check the spelling, or make it: CREATE SCHEMA {Identifier.Quote(asked)}."),
        };
    }
}
