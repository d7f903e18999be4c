using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Writer;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>What the server will not have costs that row, or that value, and nothing beside it.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlRefusedTests(PostgreSqlFixture fixture)
{
    private PostgreSqlServer Server => fixture.Server;

    [NeedsPostgreSqlFact]
    public async Task Text_that_the_server_cannot_hold_costs_that_value_alone()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database, null);
        Assert.Equal(new SinkAnswer(5, 0), await sink.GiveAsync(
            Text(1, "a\0b"), Text(2, "x\ud800y"), Text(3, "\\.\tend\\N"), Text(4, "😀\r\n'\";--"), Text(5, "")));
        Assert.Equal(["a\ufffdb", "x\ufffdy", "\\.\tend\\N", "😀\r\n'\";--", ""], await Server.RowsAsync(database, "SELECT text FROM sample ORDER BY number"));
    }

    [NeedsPostgreSqlTheory]
    [InlineData("ALTER TABLE sample ADD CONSTRAINT few CHECK (number % 100 <> 7)", "few")]
    [InlineData("CREATE UNIQUE INDEX once ON sample ((CASE WHEN number % 100 IN (7, 8) THEN number / 100 END))", "once", 8)]
    [InlineData("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF NEW.number % 100 = 7 THEN RAISE 'not seven'; END IF; RETURN NEW; END$$; "
        + "CREATE TRIGGER no BEFORE INSERT ON sample FOR EACH ROW EXECUTE FUNCTION no()", "not seven")]
    [InlineData("CREATE DOMAIN small AS bigint CHECK (VALUE % 100 <> 7); ALTER TABLE sample ALTER number TYPE small", "small")]
    [InlineData("ALTER TABLE sample ALTER number TYPE numeric(3, 0); ALTER TABLE sample ADD CHECK (number < 907 OR number % 100 <> 7); ALTER TABLE sample ADD CONSTRAINT few CHECK (number % 100 <> 7)", "few")]
    [InlineData("CREATE TABLE seven (n bigint PRIMARY KEY); INSERT INTO seven SELECT g FROM generate_series(0, 1000) g WHERE g % 100 <> 7; "
        + "ALTER TABLE sample ADD CONSTRAINT known FOREIGN KEY (number) REFERENCES seven DEFERRABLE INITIALLY DEFERRED", "known")]
    public async Task A_row_that_a_rule_refuses_is_set_aside_and_the_rest_is_stored(string rule, string says, int refused = 7)
    {
        string database = await Server.DatabaseAsync();
        KeptRows kept = new();
        await using PostgreSqlSink sink = Open(database, kept);
        _ = await sink.GiveAsync(new Sample(0));
        await Server.ExecuteAsync(database, rule);

        Assert.Equal(new SinkAnswer(495, 1, 5), await sink.GiveAsync(Batch(0, 501)));
        Assert.Equal([0, 1, 2, 3, 4], kept.All.Select(item => (((Sample)item.Row).Number - refused) / 100));
        Assert.All(kept.All, item => Assert.Equal(refused, ((Sample)item.Row).Number % 100));
        Assert.All(kept.All, item => Assert.Contains(says, item.Reason));
        Assert.Equal(Batch(0, 501).Where(item => item.Number % 100 != refused).Select(Expected), await Server.RowsAsync(database, Query));

        Assert.Equal(new SinkAnswer(0, 496, 5), await sink.GiveAsync(Batch(0, 501)));
        Assert.Equal(new SinkAnswer(3, 0), await sink.GiveAsync(Batch(601, 3)));
    }

    [NeedsPostgreSqlFact]
    public async Task Without_a_place_for_refused_rows_it_is_the_batch_that_fails()
    {
        string database = await Server.DatabaseAsync();
        await using PostgreSqlSink sink = Open(database, null);
        _ = await sink.GiveAsync(new Sample(0));
        await Server.ExecuteAsync(database, "ALTER TABLE sample ADD CONSTRAINT few CHECK (number % 100 <> 7)");
        LogStatsException fault = await sink.FaultAsync(Batch(0, 501));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.False(fault.MayPass);
        Assert.Contains("few", fault.Message);
        Assert.Equal("1", await Server.ValueAsync(database, "SELECT count(*) FROM sample"));
        Assert.Equal(new SinkAnswer(6, 1), await sink.GiveAsync(Batch(0, 7)));
    }

    [NeedsPostgreSqlFact]
    public async Task A_value_too_wide_names_its_column_its_length_and_the_way_out()
    {
        string database = await Server.DatabaseAsync();
        KeptRows kept = new();
        await using PostgreSqlSink sink = Open(database, kept);
        _ = await sink.GiveAsync(new Sample(0));
        await Server.ExecuteAsync(database, "ALTER TABLE sample ALTER text TYPE varchar(24), ALTER sent TYPE integer");
        Assert.Equal(new SinkAnswer(1, 0, 2), await sink.GiveAsync(
            Text(1, new string('ä', 20) + "😀😀😀😀"), Text(2, new string('x', 25)), new Sample(3_000_000)));
        Assert.Equal("the column text holds 24 characters and the value has 25: widen it with ALTER TABLE sample ALTER COLUMN \"text\" TYPE varchar(64)", kept.All[0].Reason);
        Assert.Equal("the column sent holds no number as large as 3000000000: widen it with ALTER TABLE sample ALTER COLUMN \"sent\" TYPE bigint", kept.All[1].Reason);
        await Server.ExecuteAsync(database, "ALTER TABLE sample ALTER COLUMN \"text\" TYPE varchar(64); ALTER TABLE sample ALTER COLUMN \"sent\" TYPE bigint");
        await using PostgreSqlSink next = Open(database, kept);
        Assert.Equal(new SinkAnswer(2, 0), await next.GiveAsync(Text(2, new string('x', 25)), new Sample(3_000_000)));
    }

    [NeedsPostgreSqlFact]
    public async Task A_database_of_another_encoding_refuses_what_it_has_no_letters_for()
    {
        string database = await Server.DatabaseAsync("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        KeptRows kept = new();
        await using PostgreSqlSink sink = Open(database, kept);
        Assert.Equal(new SinkAnswer(2, 0, 1), await sink.GiveAsync(Text(1, "Jürgen"), Text(2, "日本"), Text(3, "x")));
        Assert.Equal(2, ((Sample)Assert.Single(kept.All).Row).Number);
        Assert.Equal(["Jürgen", "x"], await Server.RowsAsync(database, "SELECT text FROM sample ORDER BY number"));
    }

    private static Sample Text(long number, string text) => new(number) { Text = text };

    private PostgreSqlSink Open(string database, IRefusedRows? kept)
        => PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = Server.Connection(database), Refused = kept });
}
