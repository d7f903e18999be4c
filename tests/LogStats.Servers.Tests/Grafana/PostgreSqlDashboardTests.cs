using System.Runtime.Versioning;
using LogStats.Servers.Tests.PostgreSql;
using LogStats.Sinks.PostgreSql;
using Npgsql;
using Xunit;

namespace LogStats.Servers.Tests.Grafana;

/// <summary>Every query of the dashboards for PostgreSQL, run on a real server that holds recorded logs.</summary>
[Collection("PostgreSQL")]
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlDashboardTests(PostgreSqlFixture fixture)
{
    /// <summary>Panels that may be empty on the recorded logs, because nothing of that happened in them.</summary>
    private static readonly string[] s_mayBeEmpty = [];

    [NeedsPostgreSqlFact]
    public async Task Every_query_answers_with_what_its_panel_shows()
    {
        string database = await fixture.Server.DatabaseAsync();
        await using (PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = fixture.Server.Connection(database) }))
        {
            _ = await sink.WriteAsync(DashboardData.All(), default);
            await sink.CompleteAsync(default);
        }

        await using NpgsqlConnection connection = await fixture.Server.OpenAsync(database);
        int queries = 0;
        foreach (string name in Dashboard.Names("postgresql"))
        {
            Dashboard board = Dashboard.Named(name);
            Dictionary<string, string[]> variables = [];
            foreach ((string variable, string query) in board.Variables)
            {
                variables[variable] = [.. (await AskAsync(connection, query)).Rows.Select(static row => (string)row[0]!)];
                Assert.NotEmpty(variables[variable]);
            }

            foreach (PanelQuery panel in board.Panels)
            {
                string where = $"{name}, {panel.Panel}";
                Answer answer = await AskAsync(connection, GrafanaMacros.Sql(panel.Text, variables), where);
                Assert.True(answer.Rows.Count > 0 || s_mayBeEmpty.Contains(panel.Panel), $"{where}: no row");
                Assert.True(panel.Format != "time_series" || answer.Columns[0] == "time", $"{where}: a time series begins with 'time'");
                Assert.True(panel.Type != "geomap" || answer.Columns.Contains("geohash"), $"{where}: a map needs 'geohash'");
                Assert.True(panel.Type != "stat" || answer.Rows is [[not null]], $"{where}: one value is shown");
                queries++;
            }
        }

        Assert.True(queries >= 40, $"{queries} queries");
    }

    private static async Task<Answer> AskAsync(NpgsqlConnection connection, string query, string? where = null)
    {
        await using NpgsqlCommand command = new(query, connection);
        try
        {
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            List<object?[]> rows = [];
            while (await reader.ReadAsync())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? null : reader.GetValue(index))]);
            }

            return new Answer(columns, rows);
        }
        catch (PostgresException error)
        {
            throw new InvalidOperationException($"{where}: {error.MessageText}: {query}", error);
        }
    }

    private sealed record Answer(string[] Columns, List<object?[]> Rows);
}
