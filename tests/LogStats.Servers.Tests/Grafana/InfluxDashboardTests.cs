using System.Runtime.Versioning;
using System.Text.Json;
using LogStats.Sinks;
using LogStats.Sinks.InfluxDb;
using InfluxServer = LogStats.Servers.Tests.Influx.InfluxServer;
using Xunit;

namespace LogStats.Servers.Tests.Grafana;

/// <summary>Every query of the dashboards for InfluxDB, run on a real server that holds recorded logs.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InfluxDashboardTests
{
    private const string Database = "logs";

    [NeedsFact(InfluxServer.Program)]
    public async Task Every_query_answers_with_what_its_panel_shows()
    {
        await using InfluxServer server = await InfluxServer.StartAsync();
        await server.AskAsync($"CREATE DATABASE {Database}");
        await server.AskAsync($"CREATE RETENTION POLICY rp_rsyncevents ON {Database} DURATION INF REPLICATION 1");
        await server.AskAsync($"CREATE RETENTION POLICY rp_rsyncstats ON {Database} DURATION INF REPLICATION 1");
        IReadOnlyList<IRow> rows = DashboardData.All();
        await StoreAsync(server, RowSchema.Native, rows);
        await StoreAsync(server, RowSchema.Original, [.. rows.OfType<RsyncEvent>().Where(static item => item.Kind == RsyncEventKind.Transfer)]);

        int queries = 0;
        foreach (string name in Dashboard.Names("influxdb"))
        {
            Dashboard board = Dashboard.Named(name);
            Dictionary<string, string[]> variables = [];
            foreach ((string variable, string query) in board.Variables)
            {
                variables[variable] = [.. (await server.RowsAsync(query, Database)).Select(static row => row["value"].GetString()!)];
                Assert.NotEmpty(variables[variable]);
            }

            foreach (PanelQuery panel in board.Panels)
            {
                string query = GrafanaMacros.InfluxQl(panel.Text, DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(60), variables);
                List<Dictionary<string, JsonElement>> answer = await server.RowsAsync(query, Database);
                Assert.True(answer.Count > 0, $"{name}, {panel.Panel}: no row: {query}");
                queries++;
            }
        }

        Assert.True(queries >= 40, $"{queries} queries");
    }

    private static async Task StoreAsync(InfluxServer server, RowSchema schema, IReadOnlyList<IRow> rows)
    {
        await using InfluxSink sink = InfluxSink.Open(new InfluxSinkOptions
        {
            Server = server.Address,
            Database = Database,
            User = "admin",
            Password = InfluxServer.Password,
            Schema = schema,
        });
        await sink.PrepareAsync(default);
        _ = await sink.WriteAsync(rows, default);
        await sink.CompleteAsync(default);
    }
}
