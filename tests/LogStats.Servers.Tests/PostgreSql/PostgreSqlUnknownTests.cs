using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>The line is cut around a commit: whether it was done or not, a retry leaves each row once and counts it rightly.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlUnknownTests(PostgreSqlFixture fixture)
{
    private static readonly PlainRow s_plain = new("plain", 0);

    private PostgreSqlServer Server => fixture.Server;

    [NeedsPostgreSqlTheory]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(false, false, true)]
    public async Task A_retry_adds_nothing_and_counts_as_if_nothing_had_happened(bool committed, bool named, bool someThere)
    {
        string database = await Server.DatabaseAsync();
        await using CutProxy proxy = new(Server.Port);
        KeptRows kept = new();
        await using PostgreSqlSink sink = Open(proxy, database, kept);
        await using RetryingSink retrying = new(sink, new RetryOptions { FirstWait = TimeSpan.FromMilliseconds(1) });
        IRow[] rows = named ? Batch(0, 50) : [.. Enumerable.Range(0, 50).Select(static number => (IRow)Plain(number))];
        if (someThere)
        {
            _ = await retrying.GiveAsync(rows[..10]);
        }

        int left = 1;
        sink.BeforeCommit = () =>
        {
            if (left-- > 0)
            {
                proxy.Arm(committed ? CutProxy.Cut.Answer : CutProxy.Cut.Question);
            }

            return ValueTask.CompletedTask;
        };
        int there = someThere && named ? 10 : 0;
        Assert.Equal(new SinkAnswer(50 - there, there), await retrying.GiveAsync(rows));
        Assert.True(left < 1);
        string table = named ? "sample" : "plain";
        Assert.Equal($"{(someThere && !named ? 60 : 50)}|50", await Server.ValueAsync(database, $"SELECT count(*), count(DISTINCT number) FROM {table}"));
        Assert.Equal(new SinkAnswer(named ? 0 : 50, named ? 50 : 0), await retrying.GiveAsync(rows));
    }

    [NeedsPostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_that_were_refused_are_told_once(bool committed)
    {
        string database = await Server.DatabaseAsync();
        await using CutProxy proxy = new(Server.Port);
        KeptRows kept = new();
        await using PostgreSqlSink sink = Open(proxy, database, kept);
        await using RetryingSink retrying = new(sink, new RetryOptions { FirstWait = TimeSpan.FromMilliseconds(1) });
        _ = await retrying.GiveAsync(new Sample(0), Plain(0));
        await Server.ExecuteAsync(database, "ALTER TABLE sample ADD CHECK (number <> 3)");
        sink.BeforeCommit = () =>
        {
            proxy.Arm(committed ? CutProxy.Cut.Answer : CutProxy.Cut.Question);
            sink.BeforeCommit = null;
            return ValueTask.CompletedTask;
        };
        Assert.Equal(new SinkAnswer(5, 1, 1), await retrying.GiveAsync([.. Batch(0, 6), Plain(1)]));
        Assert.Equal(3, ((Sample)Assert.Single(kept.All).Row).Number);
        Assert.Equal("5|2", await Server.ValueAsync(database, "SELECT (SELECT count(*) FROM sample), (SELECT count(*) FROM plain)"));
    }

    [NeedsPostgreSqlFact]
    public async Task A_batch_that_grew_in_the_meantime_is_told_apart()
    {
        string database = await Server.DatabaseAsync();
        await using CutProxy proxy = new(Server.Port);
        await using PostgreSqlSink sink = Open(proxy, database, null);
        _ = await sink.GiveAsync(Plain(0));
        sink.BeforeCommit = () =>
        {
            proxy.Arm(CutProxy.Cut.Answer);
            return ValueTask.CompletedTask;
        };
        IRow[] rows = [Plain(1), Plain(2)];
        Assert.True((await sink.FaultAsync(rows)).MayPass);

        // Settles the first two, and loses the answer of the third.
        IRow[] more = [.. rows, Plain(3)];
        Assert.True((await sink.FaultAsync(more)).MayPass);
        sink.BeforeCommit = null;
        Assert.Equal(new SinkAnswer(4, 0), await sink.GiveAsync([.. more, Plain(4)]));
        Assert.Equal(["0", "1", "2", "3", "4"], await Server.RowsAsync(database, "SELECT number FROM plain ORDER BY number"));
    }

    [NeedsPostgreSqlFact]
    public async Task Where_nothing_may_be_noted_down_it_is_said_that_nobody_knows()
    {
        string database = await Server.DatabaseAsync();
        await Server.ExecuteAsync(database, $"CREATE ROLE r{database} LOGIN PASSWORD 'x'; CREATE TABLE plain (number bigint); GRANT INSERT ON plain TO r{database}");
        await using CutProxy proxy = new(Server.Port);
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions
        {
            Connection = Server.Connection(database, $"r{database}", "x") with { Host = "127.0.0.1", Port = proxy.Port },
        });
        _ = await sink.GiveAsync(Plain(0));
        sink.BeforeCommit = () =>
        {
            proxy.Arm(CutProxy.Cut.Answer);
            return ValueTask.CompletedTask;
        };
        IRow[] rows = [Plain(1), Plain(2)];
        for (int time = 0; time < 2; time++)
        {
            LogStatsException fault = await sink.FaultAsync(rows);
            Assert.False(fault.MayPass);
            Assert.Contains("nobody here knows", fault.Message);
        }

        Assert.Equal("3", await Server.ValueAsync(database, "SELECT count(*) FROM plain"));
    }

    private static PlainRow Plain(long number) => new("plain", number) { Rows = s_plain.Rows };

    private PostgreSqlSink Open(CutProxy proxy, string database, IRefusedRows? kept) => PostgreSqlSink.Open(new PostgreSqlSinkOptions
    {
        Connection = Server.Connection(database) with { Host = "127.0.0.1", Port = proxy.Port },
        Refused = kept,
    });
}
