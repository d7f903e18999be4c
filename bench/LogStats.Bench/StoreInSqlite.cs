using BenchmarkDotNet.Attributes;
using LogStats.Sinks;
using LogStats.Sinks.Sqlite;

namespace LogStats.Bench;

/// <summary>
/// Records into a new SQLite file, by the sink, and by what a good programmer writes by hand for this one type: the same
/// table, one prepared statement, values bound directly, one transaction a batch, through the same library.
/// </summary>
public class StoreInSqlite
{
    private const int Rows = 100_000;
    private const int BatchSize = 5000;

    private RsyncEvent[] _events = [];
    private string _path = "";

    [GlobalSetup]
    public void Make() => _events = GeneratedRecords.OfFiles(Rows);

    [IterationSetup]
    public void Begin()
        => _path = Path.Combine(Directory.CreateTempSubdirectory("logstats-bench-").FullName, "a.db");

    [IterationCleanup]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Benchmark(Baseline = true)]
    public long ByHand()
    {
        using HandWrittenSqlite database = new(_path);
        foreach (RsyncEvent[] batch in _events.Chunk(BatchSize))
        {
            database.Store(batch);
        }

        return Rows;
    }

    [Benchmark]
    public async Task<long> Sink()
    {
        await using SqliteSink sink = SqliteSink.Open(new SqliteSinkOptions { Path = _path });
        long stored = 0;
        foreach (RsyncEvent[] batch in _events.Chunk(BatchSize))
        {
            stored += (await sink.WriteAsync(batch, CancellationToken.None)).Stored;
        }

        return stored == Rows ? stored : throw new InvalidOperationException($"{stored} rows stored.");
    }
}
