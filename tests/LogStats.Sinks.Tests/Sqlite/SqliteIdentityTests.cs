using LogStats.Faults;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>Which row takes whose place, and what happens to rows that a table will not have.</summary>
public sealed class SqliteIdentityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder["a.db"];

    [Fact]
    public async Task A_newer_row_takes_the_place_of_its_like_and_an_older_one_changes_nothing()
    {
        Assert.Equal(new SinkAnswer(2, 0), await WriteAsync(null, new Counter("a", 5, 50), new Counter("b", 1, 10)));
        Assert.Equal(new SinkAnswer(1, 2), await WriteAsync(null, new Counter("a", 4, 40), new Counter("a", 5, 51), new Counter("b", 2, 20)));
        Assert.Equal(["a|5|50", "b|2|20"], Rows("SELECT SourceName || '|' || SourceAge || '|' || Value FROM counter ORDER BY 1"));
    }

    [Fact]
    public async Task A_row_without_a_name_is_like_no_other()
    {
        Assert.Equal(new SinkAnswer(2, 0), await WriteAsync(null, new Counter(null, 1, 1), new Counter(null, 1, 1)));
    }

    [Fact]
    public async Task A_row_that_a_rule_refuses_is_set_aside_and_the_rest_is_stored()
    {
        _ = await WriteAsync(null, new Sample(0));
        _ = Rows("CREATE TRIGGER t BEFORE INSERT ON sample WHEN NEW.Number = 3 BEGIN SELECT RAISE(ABORT, 'not that one'); END");
        RefusedRows refused = new();
        Assert.Equal(new SinkAnswer(3, 1, 1), await WriteAsync(refused, [.. Enumerable.Range(0, 5).Select(static number => new Sample(number))]));
        Assert.Equal(1, refused.Count);
        Assert.Contains("not that one", refused.FirstReason, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "2", "4"], Rows("SELECT CAST(Number AS TEXT) FROM sample ORDER BY 1"));
    }

    [Fact]
    public async Task Without_a_place_for_refused_rows_the_batch_is_not_stored()
    {
        _ = await WriteAsync(null, new Sample(0));
        _ = Rows("CREATE TRIGGER t BEFORE INSERT ON sample WHEN NEW.Number = 3 BEGIN SELECT RAISE(ABORT, 'not that one'); END");
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => WriteAsync(null, new Sample(2), new Sample(3)));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Equal(["0"], Rows("SELECT CAST(Number AS TEXT) FROM sample ORDER BY 1"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<SinkAnswer> WriteAsync(IRefusedRows? refused, params IRow[] rows)
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File, Refused = refused });
        return await sink.WriteAsync(rows, CancellationToken.None);
    }

    private string[] Rows(string sql) => [.. Query.Column(File, sql)];
}
