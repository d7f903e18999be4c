using System.Data.Common;
using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Servers.Tests.Grafana;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>SQLite and PostgreSQL hold the same tables: one query, written once, answers the same on both.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class SameQueryTests(PostgreSqlFixture fixture) : IDisposable
{
    private static readonly string[] s_queries =
    [
        "SELECT Module, count(*), sum(SentBytes), sum(ReceivedBytes) FROM rsync_event WHERE Kind = 'Transfer' AND Time >= '2020-01-01' GROUP BY Module ORDER BY Module",
        "SELECT ClientAddress, count(*), max(Duration) FROM rsync_event WHERE Duration IS NOT NULL GROUP BY ClientAddress ORDER BY ClientAddress",
        "SELECT Status, count(*), sum(SentBytes), min(Latency) FROM elf_record GROUP BY Status ORDER BY Status",
        "SELECT RequestPath, count(*) FROM elf_record WHERE Method = 'GET' GROUP BY RequestPath ORDER BY 2 DESC, count(DISTINCT ClientAddress), RequestPath LIMIT 5",
        "SELECT Type, count(*) FROM pgbouncer_event WHERE UserName IS NOT NULL GROUP BY Type ORDER BY Type",
        "SELECT count(*), count(DISTINCT SourceId), min(SourceOffset), sum(SourceCheck % 1000) FROM rsync_event",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-same-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsPostgreSqlFact]
    public async Task One_query_answers_the_same_on_both()
    {
        IReadOnlyList<IRow> rows = DashboardData.All();
        string database = await fixture.Server.DatabaseAsync("LC_COLLATE 'C' TEMPLATE template0");
        string file = Path.Join(_folder, "a.db");
        await StoreAsync(PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = fixture.Server.Connection(database) }), rows);
        await StoreAsync(SqliteSink.Open(new SqliteSinkOptions { Path = file }), rows);

        await using DbConnection postgres = await fixture.Server.OpenAsync(database);
        await using SqliteConnection sqlite = new($"Data Source={file};Pooling=False");
        await sqlite.OpenAsync();
        foreach (string query in s_queries)
        {
            string[] answer = await AskAsync(sqlite, query);
            Assert.NotEmpty(answer);
            Assert.Equal(answer, await AskAsync(postgres, query));
        }
    }

    private static async Task StoreAsync(ISink sink, IReadOnlyList<IRow> rows)
    {
        await using (sink)
        {
            Assert.Equal(rows.Count, (await sink.WriteAsync(rows, default)).Stored);
            await sink.CompleteAsync(default);
        }
    }

    private static async Task<string[]> AskAsync(DbConnection connection, string query)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = query;
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(index => Text(reader.GetValue(index)))));
        }

        return [.. rows];
    }

    private static string Text(object value) => value is DBNull ? "" : Convert.ToString(value is decimal or double ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture)!;
}
