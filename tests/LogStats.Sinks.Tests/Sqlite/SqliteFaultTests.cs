using LogStats.Faults;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using Microsoft.Data.Sqlite;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>Databases that cannot take a batch: one clear fault, and what was stored stays.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder["stats.db"];

    [Fact]
    public async Task A_locked_database_is_a_timeout_and_the_batch_can_be_given_again()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Samples.Batch(0, 10));
        using (SqliteConnection other = Query.Open(File))
        {
            Query.Execute(other, "BEGIN EXCLUSIVE");
            LogStatsException fault = await sink.FaultAsync(Samples.Batch(10, 10));
            Assert.Equal(FaultId.SinkTimeout, fault.Id);
            Assert.Contains("locked by another program", fault.Message, StringComparison.Ordinal);
            Query.Execute(other, "ROLLBACK");
        }

        Assert.Equal(new SinkAnswer(10, 0), await sink.WriteAsync(Samples.Batch(10, 10)));
        Assert.Equal("20", Query.Value(File, "SELECT count(*) FROM sample"));
    }

    [Fact]
    public async Task A_full_database_keeps_what_it_has_and_takes_more_when_there_is_room()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(Samples.Batch(0, 10));
        sink.Database.Execute("PRAGMA max_page_count=10");
        LogStatsException fault = await sink.FaultAsync(Samples.Batch(10, 5000));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("full", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Make room", fault.Advice, StringComparison.Ordinal);
        Assert.Equal("10", Query.Value(File, "SELECT count(*) FROM sample"));

        sink.Database.Execute("PRAGMA max_page_count=1000000");
        Assert.Equal(new SinkAnswer(5000, 0), await sink.WriteAsync(Samples.Batch(10, 5000)));
    }

    [SmallDiskFact]
    public void A_full_disk_keeps_every_answered_batch()
    {
        const string Script =
            """
            mount -t tmpfs -o size=1m none "$1" && "$2" "$3" "sqlite:$1/a.db" 20000 500 2>&1
            echo "code $?" && cp "$1"/a.db* "$4"
            """;
        using TempFolder disk = new();
        (_, string output) = Tool.Run(
            "unshare", "-rm", "sh", "-c", Script, "sh", disk.Path, WriterProgram.DotNet, WriterProgram.Assembly, _folder.Path);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("code 1", lines[^1]);
        Assert.StartsWith("SinkRejected: ", lines[^2], StringComparison.Ordinal);
        Assert.Contains("the disk is full", lines[^2], StringComparison.Ordinal);
        Assert.Equal("ok", Query.Value(_folder["a.db"], "PRAGMA integrity_check"));
        Assert.Equal(lines[^3], Query.Value(_folder["a.db"], "SELECT count(*) FROM sample"));
    }

    [Fact]
    public async Task A_table_with_other_columns_is_named_with_what_it_lacks_and_stays_as_it_is()
    {
        Query.Execute(File, "CREATE TABLE sample (number INTEGER, Time TEXT, mine TEXT)");
        await using SqliteSink sink = Open();
        LogStatsException fault = await sink.FaultAsync(new PlainRow("new_table", 1), new Sample(1));
        Assert.Equal(FaultId.SchemaMismatch, fault.Id);
        Assert.Contains("lacks the columns EndTime, Module, ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Text, SourceId, SourceOffset, SourceCheck", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Number", fault.Message, StringComparison.Ordinal);
        Assert.Equal("0", Query.Value(File, "SELECT count(*) FROM sample"));
        Assert.Equal(["sample"], Query.Column(File, "SELECT name FROM sqlite_master"));
    }

    [Fact]
    public async Task A_table_with_more_columns_is_taken()
    {
        await WriteOneAsync();
        Query.Execute(File, "ALTER TABLE sample ADD COLUMN mine TEXT DEFAULT 'x'");
        await using SqliteSink sink = Open();
        Assert.Equal(new SinkAnswer(1, 1), await sink.WriteAsync(Samples.Batch(0, 2)));
    }

    [Fact]
    public async Task A_table_without_the_unique_key_is_refused_for_it_would_take_rows_twice()
    {
        await WriteOneAsync();
        Query.Execute(File, "CREATE TABLE copy AS SELECT * FROM sample");
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File, Table = "copy" });
        LogStatsException fault = await sink.FaultAsync(new Sample(2));
        Assert.Equal(FaultId.SchemaMismatch, fault.Id);
        Assert.Contains("a unique index over SourceId, SourceOffset, SourceCheck", fault.Message, StringComparison.Ordinal);

        Query.Execute(File, "CREATE UNIQUE INDEX any_name ON copy (SourceCheck, SourceId, SourceOffset)");
        Assert.Equal(new SinkAnswer(1, 1), await sink.WriteAsync(Samples.Batch(0, 2)));
    }

    [Fact]
    public async Task Another_rule_of_the_table_is_a_fault_and_no_row_is_skipped_in_silence()
    {
        await WriteOneAsync();
        Query.Execute(File, "CREATE UNIQUE INDEX hosts ON sample (Text)");
        await using SqliteSink sink = Open();
        LogStatsException fault = await sink.FaultAsync(new Sample(1) { Text = "other" }, new Sample(2));
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("sample.Text", fault.Message, StringComparison.Ordinal);
        Assert.Equal("1", Query.Value(File, "SELECT count(*) FROM sample"));
    }

    [Fact]
    public async Task A_missing_table_is_a_fault_where_it_must_not_be_made()
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File, CreateTable = false });
        Assert.Equal(FaultId.TableMissing, (await sink.FaultAsync(new Sample(1))).Id);
        Assert.Empty(Query.Column(File, "SELECT name FROM sqlite_master"));
    }

    [Theory]
    [InlineData("x\"; drop table ev; --")]
    [InlineData("x; --")]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("sqlite_master")]
    [InlineData("Tabelle_ä")]
    [InlineData("n234567890123456789012345678901234567890123456789012345678901234")]
    public void Table_names_beyond_letters_digits_and_underscores_are_refused(string name)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => SqliteSink.Open(new SqliteSinkOptions { Path = File, Table = name }));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("select")]
    [InlineData("_x")]
    [InlineData("n23456789012345678901234567890123456789012345678901234567890123")]
    public async Task Table_names_that_are_words_of_sql_or_long_are_taken(string name)
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File, Table = name });
        _ = await sink.WriteAsync(new Sample(1));
        Assert.Equal("1", Query.Value(File, $"SELECT count(*) FROM \"{name}\""));
    }

    [Fact]
    public void What_is_no_database_is_not_touched()
    {
        string text = string.Join('\n', Enumerable.Repeat("a log line, not a database", 100));
        System.IO.File.WriteAllText(File, text);
        LogStatsException fault = Assert.Throws<LogStatsException>(Open);
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Contains("not an SQLite database", fault.Message, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("missing/stats.db", "no such folder")]
    [InlineData(".", "is a folder")]
    public void A_wrong_path_says_what_is_wrong(string name, string reason)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => SqliteSink.Open(new SqliteSinkOptions { Path = _folder[name] }));
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [LinuxFact] // A file that not even root may write.
    public void A_file_that_can_only_be_read_says_so()
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(
            () => SqliteSink.Open(new SqliteSinkOptions { Path = "/sys/kernel/notes" }));
        Assert.Equal(FaultId.SinkConnect, fault.Id);
        Assert.Contains("only be read", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_path_that_is_none_is_refused(string path)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(
            () => SqliteSink.Open(new SqliteSinkOptions { Path = path })).Id);

    public void Dispose() => _folder.Dispose();

    private async Task WriteOneAsync()
    {
        await using SqliteSink sink = Open();
        _ = await sink.WriteAsync(new Sample(0));
    }

    private SqliteSink Open() => SqliteSink.Open(new SqliteSinkOptions { Path = File, BusyTimeout = TimeSpan.Zero });
}
