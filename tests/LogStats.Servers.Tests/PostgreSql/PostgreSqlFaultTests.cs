using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Writer;
using Npgsql;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>What goes wrong is told with what to do about it, and never with a password.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlFaultTests(PostgreSqlFixture fixture)
{
    private PostgreSqlServer Server => fixture.Server;

    [NeedsPostgreSqlFact]
    public async Task Nobody_listens()
    {
        LogStatsException fault = await PrepareFaultAsync(new PostgreSqlConnectionOptions
        {
            ConnectionString = $"postgresql://me:{PostgreSqlServer.Password}@127.0.0.1:{Loopback.FreePort()}/db", Variable = static _ => null,
        });
        Check(fault, FaultId.SinkConnect, mayPass: true, "server runs");
    }

    [NeedsPostgreSqlFact]
    public async Task A_wrong_password_none_a_wrong_role_and_a_wrong_database()
    {
        Check(await PrepareFaultAsync(Server.Connection(password: "wrong-one")), FaultId.SinkAuthentication, false, "Check the user and the password");
        Check(await PrepareFaultAsync(Server.Connection(user: "nobody-here")), FaultId.SinkAuthentication, false, "Check the user");
        Check(await PrepareFaultAsync(Server.Connection(password: "")), FaultId.SinkAuthentication, false, "PGPASSWORD");
        Check(await PrepareFaultAsync(Server.Connection("no-such")), FaultId.SinkConnect, false, "CREATE DATABASE \"no-such\"");
    }

    [NeedsPostgreSqlFact]
    public async Task A_password_file_that_others_may_read_is_left_alone_and_told()
    {
        string file = Path.Join(Server.Root, "pgpass");
        await File.WriteAllTextAsync(file, $"# all\n127.0.0.1:{Server.Port}:*:other:no\n127.0.0.1:{Server.Port}:post\\gres:postgres:{PostgreSqlServer.Password}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        PostgreSqlConnectionOptions options = Server.Connection(password: "") with { Variable = name => name == "PGPASSFILE" ? file : null };
        Check(await PrepareFaultAsync(options), FaultId.SinkAuthentication, false, "chmod 0600");

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = options });
        await sink.PrepareAsync(default);
    }

    [NeedsPostgreSqlFact]
    public async Task A_socket_is_a_host_and_the_variables_of_libpq_are_heard()
    {
        Dictionary<string, string> variables = new()
        {
            ["PGHOST"] = Server.Socket, ["PGPORT"] = $"{Server.Port}", ["PGUSER"] = "postgres", ["PGDATABASE"] = await Server.DatabaseAsync(),
            ["PGPASSWORD"] = PostgreSqlServer.Password, ["PGOPTIONS"] = "-c search_path=mine", ["PGSSLMODE"] = "require",
        };
        await Server.ExecuteAsync(variables["PGDATABASE"], "CREATE SCHEMA mine");
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions
        {
            Connection = new PostgreSqlConnectionOptions { Variable = variables.GetValueOrDefault },
        });
        Assert.Equal(new SinkAnswer(1, 0), await sink.GiveAsync(new Sample(1)));
        Assert.Equal("1|logstats", await Server.ValueAsync(variables["PGDATABASE"],
            "SELECT (SELECT count(*) FROM mine.sample), (SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())"));
    }

    [NeedsPostgreSqlFact]
    public async Task Of_several_hosts_the_one_that_answers_is_taken()
    {
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions
        {
            Connection = Server.Connection() with
            {
                ConnectionString = $"postgresql://postgres:{PostgreSqlServer.Password}@127.0.0.1:{Loopback.FreePort()},127.0.0.1:{Server.Port}/{await Server.DatabaseAsync()}?target_session_attrs=read-write",
            },
        });
        Assert.Equal(new SinkAnswer(1, 0), await sink.GiveAsync(new Sample(1)));
    }

    [NeedsPostgreSqlFact]
    public async Task Each_right_that_is_missing_is_named()
    {
        string database = await Server.DatabaseAsync();
        string role = $"r{database}";
        await Server.ExecuteAsync(database, $"CREATE ROLE {role} LOGIN PASSWORD 'x'; REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC; CREATE SCHEMA shut");
        Check(await FaultAsync(Batch(0, 3)), FaultId.SinkRejected, false, $"GRANT CREATE ON SCHEMA \"public\" TO \"{role}\"");
        await Server.ExecuteAsync(database, $"GRANT CREATE ON SCHEMA public TO {role}");
        await using (PostgreSqlSink sink = Open())
        {
            Assert.Equal(new SinkAnswer(3, 0), await sink.GiveAsync(Batch(0, 3)));
            Check(await sink.FaultAsync(Batch(0, 3)), FaultId.SinkRejected, false, $"GRANT TEMPORARY ON DATABASE \"{database}\" TO \"{role}\"");
        }

        await Server.ExecuteAsync(database, $"ALTER TABLE sample OWNER TO postgres; GRANT INSERT ON sample TO {role}");
        Check(await FaultAsync(Batch(0, 3)), FaultId.SinkRejected, false, $"GRANT INSERT, SELECT ON \"public\".\"sample\" TO \"{role}\"");
        await Server.ExecuteAsync(database, $"GRANT SELECT ON sample TO {role}; GRANT TEMPORARY ON DATABASE {database} TO {role}");
        await using PostgreSqlSink may = Open();
        Assert.Equal(new SinkAnswer(1, 3), await may.GiveAsync(Batch(0, 4)));
        await using PostgreSqlSink shut = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = Server.Connection(database, role, "x"), SchemaName = "shut" });
        Check(await Assert.ThrowsAsync<LogStatsException>(async () => await shut.PrepareAsync(default)), FaultId.SinkRejected, false, "GRANT USAGE, CREATE ON SCHEMA \"shut\"");
        await using PostgreSqlSink none = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = Server.Connection(database, role, "x"), SchemaName = "none" });
        Check(await Assert.ThrowsAsync<LogStatsException>(async () => await none.PrepareAsync(default)), FaultId.SinkConnect, false, "CREATE SCHEMA \"none\"");

        PostgreSqlSink Open() => PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = Server.Connection(database, role, "x") });

        async Task<LogStatsException> FaultAsync(Sample[] rows)
        {
            await using PostgreSqlSink sink = Open();
            return await sink.FaultAsync(rows);
        }
    }

    [NeedsPostgreSqlFact]
    public async Task Too_many_connections_a_timeout_and_a_database_that_can_only_be_read()
    {
        string database = await Server.DatabaseAsync();
        string role = $"r{database}";
        await Server.ExecuteAsync(database, $"CREATE ROLE {role} LOGIN PASSWORD 'x' CONNECTION LIMIT 0; GRANT CREATE ON SCHEMA public TO {role}");
        PostgreSqlConnectionOptions connection = Server.Connection(database, role, "x");
        Check(await PrepareFaultAsync(connection), FaultId.SinkConnect, true, "max_connections");

        await Server.ExecuteAsync(database, $"ALTER ROLE {role} CONNECTION LIMIT -1");
        await using (PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = connection }))
        {
            _ = await sink.GiveAsync(new Sample(1));
        }

        await using (NpgsqlConnection holder = await Server.OpenAsync(database))
        await using (NpgsqlTransaction transaction = await holder.BeginTransactionAsync())
        {
            await using NpgsqlCommand hold = new("LOCK TABLE sample", holder, transaction);
            _ = await hold.ExecuteNonQueryAsync();
            foreach ((string setting, string says) in new[] { ("statement_timeout", "statement_timeout"), ("lock_timeout", "holds the table") })
            {
                await Server.ExecuteAsync(database, $"ALTER ROLE {role} RESET ALL; ALTER ROLE {role} SET {setting} = '50ms'");
                await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = connection });
                Check(await sink.FaultAsync(new Sample(2)), FaultId.SinkTimeout, true, says);
            }
        }

        await Server.ExecuteAsync(database, $"ALTER ROLE {role} RESET ALL; ALTER DATABASE {database} SET default_transaction_read_only = on");
        Check(await PrepareFaultAsync(connection), FaultId.SinkRejected, false, "primary");
    }

    [NeedsPostgreSqlFact]
    public async Task Who_is_asked_to_stop_stops_while_another_holds_the_table()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = Server.Connection(database) });
        _ = await sink.GiveAsync(new Sample(0));
        await using (NpgsqlConnection holder = await Server.OpenAsync(database))
        await using (NpgsqlTransaction transaction = await holder.BeginTransactionAsync())
        {
            // The same row, not yet committed: a copy of it waits at its end. The whole table: it waits at its beginning.
            foreach (string sql in (string[])["INSERT INTO sample (sourceid, sourceoffset, sourcecheck) VALUES (7, 100, 31)", "LOCK TABLE sample"])
            {
                await using NpgsqlCommand hold = new(sql, holder, transaction);
                _ = await hold.ExecuteNonQueryAsync();
                using CancellationTokenSource stop = new();
                Task writing = sink.WriteAsync(Batch(1, 3), stop.Token).AsTask();
                while (await Server.ValueAsync("postgres", $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' AND wait_event_type = 'Lock'") == "0")
                {
                }

                await stop.CancelAsync();
                _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
            }
        }

        Assert.Equal(new SinkAnswer(3, 0), await sink.GiveAsync(Batch(1, 3)));
        Assert.Equal(Batch(0, 4).Select(Expected), await Server.RowsAsync(database, Query));
    }

    [NeedsPostgreSqlTheory]
    [InlineData("57P01", FaultId.SinkConnect, true)]
    [InlineData("57P03", FaultId.SinkConnect, true)]
    [InlineData("08006", FaultId.SinkConnect, true)]
    [InlineData("53300", FaultId.SinkConnect, true)]
    [InlineData("53100", FaultId.SinkRejected, false)]
    [InlineData("40001", FaultId.SinkTimeout, true)]
    [InlineData("40P01", FaultId.SinkTimeout, true)]
    [InlineData("25006", FaultId.SinkRejected, false)]
    [InlineData("XX000", FaultId.SinkRejected, false)]
    public void What_a_code_means(string code, FaultId id, bool mayPass)
        => Check(PostgreSqlFaults.Of("there", new PostgresException("said", "ERROR", "ERROR", code)), id, mayPass, "");

    private static void Check(LogStatsException fault, FaultId id, bool mayPass, string advice)
    {
        Assert.Equal(id, fault.Id);
        Assert.Equal(mayPass, fault.MayPass);
        Assert.Contains(advice, fault.Advice);
        for (Exception? one = fault; one is not null; one = one.InnerException)
        {
            Assert.DoesNotContain(PostgreSqlServer.Password, one.Message);
            Assert.DoesNotContain("wrong-one", one.Message);
        }
    }
}
