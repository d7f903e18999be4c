using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Sqlite;

/// <summary>A writer that is killed leaves whole batches, and the next run makes the set complete.</summary>
public sealed class SqliteKillTests : IDisposable
{
    private const int Rows = 20_000;
    private const int Batch = 500;

    private readonly TempFolder _folder = new();

    private string File => _folder["stats.db"];

    [Theory]
    [InlineData(0)]
    [InlineData(Batch - 1)]
    [InlineData((7 * Batch) + 250)]
    public async Task Killed_in_the_middle_of_a_batch(int halt)
    {
        using WriterProgram writer = new($"sqlite:{File}", Rows, Batch, halt);
        writer.ReadTo(int.MaxValue); // Until it halts while it writes that row.
        writer.Kill();

        Assert.Equal(halt / Batch * Batch, writer.Answered);
        Assert.Equal("ok", Query.Value(File, "PRAGMA integrity_check"));
        Assert.Equal(writer.Answered, Stored());
        await FinishAsync(writer.Answered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(20)]
    public async Task Killed_at_any_moment(int batches)
    {
        using WriterProgram writer = new($"sqlite:{File}", Rows, Batch, -1);
        writer.ReadTo(batches * Batch);
        writer.Kill();

        Assert.Equal("ok", Query.Value(File, "PRAGMA integrity_check"));
        int stored = Stored();
        Assert.Equal(0, stored % Batch);
        // One batch may be on the disk whose answer was not said any more; none may be answered and missing.
        Assert.InRange(stored, writer.Answered, writer.Answered + Batch);
        await FinishAsync(stored);
    }

    public void Dispose() => _folder.Dispose();

    private int Stored() => Query.Value(File, "SELECT count(*) FROM sqlite_master") == "0"
        ? 0
        : int.Parse(Query.Value(File, "SELECT count(*) FROM sample"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task FinishAsync(int stored)
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = File });
        Assert.Equal(new SinkAnswer(Rows - stored, stored), await sink.WriteAsync(Samples.Batch(0, Rows)));
        Assert.Equal($"{Rows} {Rows} {Rows - 1}", Query.Value(File,
            "SELECT count(*) || ' ' || count(DISTINCT Number) || ' ' || max(Number) FROM sample"));
    }
}
