using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>What is stored is what was given, once.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlSinkTests(PostgreSqlFixture fixture)
{
    private PostgreSqlServer Server => fixture.Server;

    [NeedsPostgreSqlFact]
    public async Task All_values_come_back_as_they_were()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database);
        Sample[] samples = Batch(0, 1000);
        Assert.Equal(new SinkAnswer(1000, 0), await sink.GiveAsync(samples));
        Assert.Equal(samples.Select(Expected), await Server.RowsAsync(database, Query));
    }

    [NeedsPostgreSqlFact]
    public async Task What_is_there_is_not_stored_again()
    {
        string database = await Server.DatabaseAsync();
        await using (PostgreSqlSink sink = Open(database))
        {
            Assert.Equal(new SinkAnswer(100, 0), await sink.GiveAsync(Batch(0, 100)));
            Assert.Equal(new SinkAnswer(0, 100), await sink.GiveAsync(Batch(0, 100)));
            Assert.Equal(new SinkAnswer(50, 50), await sink.GiveAsync(Batch(50, 100)));
            Assert.Equal(new SinkAnswer(2, 1), await sink.GiveAsync(new Sample(200), new Sample(200), new Sample(201)));
            Assert.Equal(new SinkAnswer(10, 0), await sink.GiveAsync(Batch(300, 10)));
            await sink.CompleteAsync(default);
        }

        await using PostgreSqlSink next = Open(database);
        Assert.Equal(new SinkAnswer(0, 10), await next.GiveAsync(Batch(300, 10)));
        Assert.Equal(Batch(0, 150).Concat(Batch(200, 2)).Concat(Batch(300, 10)).Select(Expected), await Server.RowsAsync(database, Query));
    }

    [NeedsPostgreSqlFact]
    public async Task The_rsync_sample_is_stored_once_and_one_query_works_on_both_databases()
    {
        const string Sql = "SELECT Module, sum(SentBytes) AS sent, count(*) AS n FROM rsync_event WHERE Time >= '2019-03-05' GROUP BY Module";
        string log = Path.Join(AppContext.BaseDirectory, "Data", "rsync", "rsyncd.log");
        RsyncReader reader = new(new RsyncOptions { Kinds = RsyncEventKind.All });
        IRow[] events = [.. reader.Read(LineInput.File(log)).SelectMany(static block => block), .. reader.Finish()];
        string database = await Server.DatabaseAsync();
        string file = Path.Join(Server.Root, $"{database}.db");
        await using (PostgreSqlSink sink = Open(database))
        await using (SqliteSink lite = SqliteSink.Open(new SqliteSinkOptions { Path = file }))
        {
            Assert.Equal(new SinkAnswer(events.Length, 0), await sink.GiveAsync(events));
            Assert.Equal(new SinkAnswer(0, events.Length), await sink.GiveAsync(events));
            _ = await lite.GiveAsync(events);
        }

        string[] there = await Server.RowsAsync(database, Sql);
        Assert.NotEmpty(there);
        Assert.Equal(there.Order(StringComparer.Ordinal), SqliteRows.Of(file, Sql).Order(StringComparer.Ordinal));
    }

    [NeedsPostgreSqlFact]
    public async Task Names_of_our_columns_that_the_server_reserves_are_known()
    {
        RowMap[] maps =
        [
            ((IRow)new RsyncEvent()).GetRowMap(), ((IOriginalRow)new RsyncEvent { Kind = RsyncEventKind.Transfer }).GetOriginalRowMap()!, ((IRow)new ElfRecord()).GetRowMap(),
        ];
        string names = string.Join(", ", maps.SelectMany(static map => map.Columns).Select(static column => $"'{column.Name.ToLowerInvariant()}'"));
        string[] reserved = await Server.RowsAsync("postgres", $"SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') AND word IN ({names})");

        // These have to be written "offset" in a query, or with their table before them; docs/decisions/0014 says so.
        Assert.Equal(["offset"], reserved);
    }

    [NeedsPostgreSqlFact]
    public async Task A_newer_row_takes_the_place_of_the_older_one_also_within_a_batch()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database);
        Assert.Equal(new SinkAnswer(2, 0), await sink.GiveAsync(new Counter("a", 1, 10), new Counter("b", 1, 20)));
        Assert.Equal(new SinkAnswer(0, 2), await sink.GiveAsync(new Counter("a", 1, 11), new Counter("b", 0, 21)));
        Assert.Equal(new SinkAnswer(1, 2), await sink.GiveAsync(new Counter("a", 3, 13), new Counter("a", 5, 15), new Counter("a", 4, 14)));
        Assert.Equal(new SinkAnswer(2, 0), await sink.GiveAsync(new Counter(null, 1, 1), new Counter(null, 1, 1)));
        Assert.Equal(["|1|1", "|1|1", "a|15|5", "b|20|1"],
            await Server.RowsAsync(database, "SELECT sourcename, value, sourceage FROM counter ORDER BY coalesce(sourcename, '')"));
    }

    [NeedsPostgreSqlFact]
    public async Task Rows_without_names_are_all_stored_and_kinds_may_be_mixed()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database);
        IRow[] mixed = [new PlainRow("plain", 1), new Sample(1), new PlainRow("plain", 1), new Sample(2), new Counter("a", 1, 1)];
        mixed[2] = new PlainRow("plain", 1) { Rows = mixed[0].GetRowMap() };
        Assert.Equal(new SinkAnswer(5, 0), await sink.GiveAsync(mixed));
        Assert.Equal(new SinkAnswer(2, 3), await sink.GiveAsync(mixed));
        await sink.CompleteAsync(default);
        Assert.Equal("4|2|1|0", await Server.ValueAsync(database, "SELECT (SELECT count(*) FROM plain), (SELECT count(*) FROM sample), "
            + "(SELECT count(*) FROM counter), (SELECT count(*) FROM logstats_batch)"));
    }

    [NeedsPostgreSqlFact]
    public async Task Tables_are_made_once_by_however_many_begin_at_once()
    {
        string database = await Server.DatabaseAsync();
        SinkAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using PostgreSqlSink sink = Open(database);
            return await sink.GiveAsync(Batch(number * 50, 100));
        }));
        Assert.Equal(450, answers.Sum(static answer => answer.Stored));
        Assert.Equal(350, answers.Sum(static answer => answer.AlreadyThere));
        Assert.Equal(Batch(0, 450).Select(Expected), await Server.RowsAsync(database, Query));
        Assert.Equal(["sample_sourceid_sourceoffset_sourcecheck_key|btree", "sample_time_idx|brin"], await Server.RowsAsync(database,
            "SELECT c.relname, a.amname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam "
            + "WHERE i.indrelid = 'sample'::regclass ORDER BY 1"));
    }

    [NeedsPostgreSqlFact]
    public async Task A_table_in_a_schema_whose_name_needs_quotes()
    {
        string database = await Server.DatabaseAsync();
        await Server.ExecuteAsync(database, "CREATE SCHEMA \"My \"\"logs\"\"\"; CREATE SCHEMA lower");
        await using PostgreSqlSink sink = PostgreSqlSink.Open(Options(database) with { SchemaName = "My \"logs\"", Table = "User" });
        Assert.Equal(new SinkAnswer(3, 0), await sink.GiveAsync(Batch(0, 3)));
        Assert.Equal("3", await Server.ValueAsync(database, "SELECT count(*) FROM \"My \"\"logs\"\"\".\"user\""));
        await using PostgreSqlSink other = PostgreSqlSink.Open(Options(database) with { SchemaName = "LOWER" });
        Assert.Equal(new SinkAnswer(3, 0), await other.GiveAsync(Batch(0, 3)));
        Assert.Equal("3", await Server.ValueAsync(database, "SELECT count(*) FROM lower.sample"));
    }

    [NeedsPostgreSqlFact]
    public async Task A_name_that_would_be_cut_is_refused()
    {
        foreach (PostgreSqlSinkOptions options in (PostgreSqlSinkOptions[])
            [Options("x") with { Table = new string('a', 64) }, Options("x") with { Table = "x\"; DROP TABLE ev; --" }, Options("x") with { SchemaName = new string('ä', 32) }])
        {
            Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => PostgreSqlSink.Open(options)).Id);
        }

        await Task.CompletedTask;
    }

    [NeedsPostgreSqlTheory]
    [InlineData("CREATE TABLE sample (number bigint, time date)", "endtime, module", "time (date, not timestamp with time zone)")]
    [InlineData("CREATE TABLE sample AS SELECT 1 AS number", "the columns time, endtime", "sourcecheck")]
    [InlineData("{0}; ALTER TABLE sample DROP CONSTRAINT sample_sourceid_sourceoffset_sourcecheck_key", "a unique index over sourcecheck, sourceid, sourceoffset", "")]
    [InlineData("{0}; ALTER TABLE sample ADD more text NOT NULL", "a default for more", "")]
    public async Task A_table_of_another_shape_is_told_and_left_alone(string make, string says, string andSays)
    {
        string database = await Server.DatabaseAsync();
        if (make.StartsWith("{0}", StringComparison.Ordinal))
        {
            await using PostgreSqlSink maker = Open(database);
            _ = await maker.GiveAsync(new Sample(0));
            await Server.ExecuteAsync(database, make["{0};".Length..].Replace("ADD more text NOT NULL", "ADD more text NOT NULL DEFAULT ''; ALTER TABLE sample ALTER more DROP DEFAULT", StringComparison.Ordinal));
        }
        else
        {
            await Server.ExecuteAsync(database, make);
        }

        string before = await Server.ValueAsync(database, "SELECT count(*) FROM sample");
        await using PostgreSqlSink sink = Open(database);
        LogStatsException fault = await sink.FaultAsync(Batch(0, 3));
        Assert.Equal(FaultId.SchemaMismatch, fault.Id);
        Assert.Contains(says, fault.Message);
        Assert.Contains(andSays, fault.Message);
        Assert.Equal(before, await Server.ValueAsync(database, "SELECT count(*) FROM sample"));
    }

    [NeedsPostgreSqlFact]
    public async Task A_table_with_types_and_names_of_its_users_is_filled()
    {
        string database = await Server.DatabaseAsync();
        await Server.ExecuteAsync(database, "CREATE TYPE mod AS ENUM ('RAP-SDS', 'PORTAL-PRODUCTS-RW'); CREATE DOMAIN n AS integer CHECK (VALUE >= 0); "
            + "CREATE TABLE sample (id bigserial, \"Number\" n, time timestamptz, endtime timestamptz, module mod, directory varchar(40), host text, address inet, "
            + "sent numeric, received bigint, duration float8, exitcode smallint, text text, sourceid bigint, sourceoffset bigint, sourcecheck bigint, "
            + "UNIQUE (sourcecheck, sourceoffset, sourceid))");
        await using PostgreSqlSink sink = Open(database);
        Assert.Equal(new SinkAnswer(20, 0), await sink.GiveAsync(Batch(0, 20)));
        Assert.Equal(new SinkAnswer(0, 20), await sink.GiveAsync(Batch(0, 20)));
        Assert.Equal(Batch(0, 20).Select(Expected), await Server.RowsAsync(database, Query.Replace("SELECT number", "SELECT \"Number\"", StringComparison.Ordinal)
            .Replace("BY number", "BY \"Number\"", StringComparison.Ordinal).Replace("address", "host(address)", StringComparison.Ordinal)));
    }

    [NeedsPostgreSqlFact]
    public async Task A_missing_table_that_must_not_be_made_is_a_fault()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = PostgreSqlSink.Open(Options(database) with { CreateTable = false });
        Assert.Equal(FaultId.TableMissing, (await sink.FaultAsync(new Sample(1))).Id);
        Assert.Equal("0", await Server.ValueAsync(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [NeedsPostgreSqlFact]
    public async Task The_first_and_the_last_time_there_are()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database);
        _ = await sink.GiveAsync(new TimeRow(DateTimeOffset.MinValue), new TimeRow(DateTimeOffset.MaxValue), new TimeRow(new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999)));
        Assert.Equal(["0001-01-01T00:00:00+00:00", "1999-12-31T23:59:59.999999+00:00", "9999-12-31T23:59:59.999999+00:00"],
            await Server.RowsAsync(database, "SELECT time FROM times ORDER BY time"));
    }

    private PostgreSqlSinkOptions Options(string database) => new() { Connection = Server.Connection(database) };

    private PostgreSqlSink Open(string database) => PostgreSqlSink.Open(Options(database));

    private sealed class TimeRow(DateTimeOffset time) : IRow
    {
        private static readonly RowMap s_map = new Map();

        private DateTimeOffset Time => time;

        public RowMap GetRowMap() => s_map;

        private sealed class Map() : RowMap("times", [new("Time", RowType.Time)])
        {
            public override void Write(IRow row, IRowWriter writer) => writer.Time(((TimeRow)row).Time);
        }
    }
}
