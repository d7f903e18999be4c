using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>What is stored, and that nothing is stored twice.</summary>
public sealed class SqliteSinkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder["stats.db"];

    [Fact]
    public async Task Exporting_twice_adds_no_row()
    {
        await using (SqliteSink first = Open())
        {
            Assert.Equal(new SinkAnswer(100, 0), await first.WriteAsync(Samples.Batch(0, 100)));
            await first.CompleteAsync();
        }

        await using SqliteSink second = Open();
        Assert.Equal(new SinkAnswer(20, 80), await second.WriteAsync(Samples.Batch(20, 100)));
        Assert.Equal("120", Query.Value(File, "SELECT count(*) FROM sample"));
        Assert.Equal("120", Query.Value(File, "SELECT count(DISTINCT Number) FROM sample"));
    }

    [Fact]
    public async Task A_row_that_stands_twice_in_a_batch_is_stored_once()
    {
        await using SqliteSink sink = Open();
        Assert.Equal(new SinkAnswer(1, 1), await sink.WriteAsync(new Sample(1), new Sample(1)));
    }

    [Fact]
    public async Task Rows_without_a_key_are_all_stored()
    {
        await using SqliteSink sink = Open();
        Sample nameless = new(1) { Key = default };
        Assert.Equal(new SinkAnswer(2, 0), await sink.WriteAsync(nameless, nameless));
        Assert.Equal(["(null)", "(null)"], Query.Column(File, "SELECT SourceId FROM sample"));
    }

    [Fact]
    public async Task Each_type_of_row_goes_to_its_own_table()
    {
        await using SqliteSink sink = Open();
        PlainRow plain = new("plain", 5);
        Assert.Equal(new SinkAnswer(4, 0), await sink.WriteAsync(new Sample(1), plain, new Sample(2), plain));
        Assert.Equal("2", Query.Value(File, "SELECT count(*) FROM sample"));
        Assert.Equal(["5", "5"], Query.Column(File, "SELECT Number FROM plain"));
    }

    [Fact]
    public async Task Columns_are_typed_and_times_are_utc_that_sorts()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(new Sample(1));
        Assert.Equal("integer text text text text text text integer integer real null text integer", Query.Value(File,
            """
            SELECT concat FROM (SELECT typeof(Number)||' '||typeof(Time)||' '||typeof(EndTime)||' '||typeof(Module)||' '||
            typeof(Directory)||' '||typeof(Host)||' '||typeof(Address)||' '||typeof(Sent)||' '||typeof(Received)||' '||
            typeof(Duration)||' '||typeof(ExitCode)||' '||typeof(Text)||' '||typeof(SourceId) AS concat FROM sample)
            """));
        Assert.Equal("2019-03-05T02:26:40.137000Z", Query.Value(File, "SELECT Time FROM sample"));
        Assert.Equal("1551752800", Query.Value(File, "SELECT strftime('%s', Time) FROM sample"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(null, "(null)")]
    [InlineData("'); DROP TABLE sample; --", "'); DROP TABLE sample; --")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("Ünïcödé 漢字 😀", "Ünïcödé 漢字 😀")]
    public async Task Text_is_stored_as_it_is_but_for_nul(string? text, string expected)
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Samples.Of(text));
        Assert.Equal(expected, Query.Value(File, "SELECT Text FROM sample"));
    }

    [Fact] // Half a surrogate pair cannot stand in an attribute.
    public async Task Text_that_utf8_cannot_hold_and_long_text_are_stored()
    {
        await using SqliteSink sink = Open();
        string halves = "a\uD83D|\uDE00b";
        string longText = new('x', 1 << 20);
        _ = await sink.WriteAsync(Samples.Of(halves), new Sample(2) { Text = longText });
        Assert.Equal(["a\uFFFD|\uFFFDb", longText], Query.Column(File, "SELECT Text FROM sample ORDER BY Number"));
    }

    [Fact]
    public async Task One_file_is_left_and_it_is_in_wal_mode()
    {
        await using (SqliteSink sink = Open())
        {
            _ = await sink.WriteAsync(Samples.Batch(0, 1000));
            await sink.CompleteAsync();
            Assert.Equal(0, new FileInfo(File + "-wal").Length);
        }

        Assert.Equal(["stats.db"], _folder.Names);
        Assert.Equal("wal", Query.Value(File, "PRAGMA journal_mode"));
    }

    [Fact] // 2 is FULL: a commit waits for the disk. Only pulling the plug would show it, so the setting is looked at.
    public async Task A_commit_waits_for_the_disk()
    {
        await using SqliteSink sink = Open();
        using SqliteStatement statement = sink.Database.Prepare("PRAGMA synchronous");
        Assert.True(statement.Step());
        Assert.Equal(2, statement.ColumnInteger(0));
    }

    [Fact]
    public async Task Another_connection_may_read_while_the_sink_is_open()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Samples.Batch(0, 10));
        Assert.Equal("10", Query.Value(File, "SELECT count(*) FROM sample"));
        _ = await sink.WriteAsync(Samples.Batch(10, 10));
        Assert.Equal("20", Query.Value(File, "SELECT count(*) FROM sample"));
    }

    [Fact]
    public async Task Without_append_the_old_rows_go_when_the_first_new_ones_come()
    {
        await using (SqliteSink old = Open())
        {
            _ = await old.WriteAsync(Samples.Batch(0, 10));
        }

        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File, Append = false });
        Sample bad = new(500) { Written = static () => throw new InvalidOperationException() };
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => sink.WriteAsync(new Sample(499), bad).AsTask());
        Assert.Equal("10", Query.Value(File, "SELECT count(*) FROM sample"));

        _ = await sink.WriteAsync(Samples.Batch(100, 3));
        _ = await sink.WriteAsync(Samples.Batch(103, 3));
        Assert.Equal("6", Query.Value(File, "SELECT count(*) FROM sample"));
    }

    [Fact]
    public async Task A_stop_leaves_nothing_of_the_batch()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Samples.Batch(0, 10));
        using CancellationTokenSource stop = new();
        Sample stopping = new(100) { Written = stop.Cancel };
        IRow[] batch = [stopping, .. Samples.Batch(200, 3000)];
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.WriteAsync(batch, stop.Token).AsTask());
        Assert.Equal("10", Query.Value(File, "SELECT count(*) FROM sample"));
    }

    [NeedsToolFact("sqlite3")]
    public async Task The_command_line_shell_of_sqlite_opens_it()
    {
        await WriteTenAsync();
        (int code, string output) = Tool.Run("sqlite3", File, "PRAGMA integrity_check; SELECT count(*), sum(Sent) FROM sample");
        Assert.Equal((0, "ok\n10|45000\n"), (code, output.ReplaceLineEndings("\n")));
    }

    [NeedsToolFact("python3")]
    public async Task Python_opens_it()
    {
        await WriteTenAsync();
        const string Script = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('select sum(Sent) from sample').fetchone())";
        (int code, string output) = Tool.Run("python3", "-c", Script, File);
        Assert.Equal((0, "(45000,)"), (code, output.TrimEnd()));
    }

    public void Dispose() => _folder.Dispose();

    private async Task WriteTenAsync()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Samples.Batch(0, 10));
        await sink.CompleteAsync();
    }

    private SqliteSink Open() => SqliteSink.Open(new SqliteSinkOptions { Path = File });
}
