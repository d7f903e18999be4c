using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;

namespace LogStats.Servers.Tests.Influx;

/// <summary>
/// A real InfluxDB 1.x on a loopback port, in a folder of its own, with authentication and the user 'admin'. It can be
/// killed and started again on what it has on the disk.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class InfluxServer : IAsyncDisposable
{
    public const string Program = "influxd";
    public const string Password = "not-a-secret";

    private readonly string _root = Directory.CreateTempSubdirectory("logstats-influxd-").FullName;
    private readonly int _port = Loopback.FreePort();
    private readonly HttpClient _http = new();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public int Port => _port;

    public static async Task<InfluxServer> StartAsync(int mostBytes = 25_000_000)
    {
        InfluxServer server = new();
        server.Prepare(mostBytes);
        await server.StartAgainAsync();
        await server.AskAsync($"CREATE USER admin WITH PASSWORD '{Password}' WITH ALL PRIVILEGES");
        return server;
    }

    /// <summary>Starts it on what is on the disk.</summary>
    public async Task StartAgainAsync()
    {
        string config = Path.Join(_root, "influxdb.conf");
        string influxd = Programs.Find(Program)!;
        _process = Environment.UserName == "root" && Programs.Find("setpriv") is not null
            ? Programs.Start("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", influxd, "run", "-config", config])
            : Programs.Start(Program, ["run", "-config", config]);
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using HttpResponseMessage pong = await _http.GetAsync(new Uri(Address, "ping"), limit.Token);
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
            }
        }
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>Runs statements as admin; fails where the server does.</summary>
    public async Task<JsonElement> AskAsync(string statement, string? database = null, string user = "admin", string password = Password)
    {
        (int status, JsonElement answer) = await TryAskAsync(statement, database, user, password);
        return status == 200 && !answer.GetRawText().Contains("\"error\"", StringComparison.Ordinal)
            ? answer
            : throw new InvalidOperationException($"{statement}: {status} {answer.GetRawText()}");
    }

    public async Task<(int Status, JsonElement Answer)> TryAskAsync(string statement, string? database, string user, string password)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(Address, $"query?epoch=ns&db={Uri.EscapeDataString(database ?? "")}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        request.Content = new FormUrlEncodedContent([new("q", statement)]);
        using HttpResponseMessage response = await _http.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.StartsWith('{') ? JsonDocument.Parse(body).RootElement.Clone() : JsonDocument.Parse("{}").RootElement.Clone());
    }

    /// <summary>The rows of a SELECT, by column; tags of a GROUP BY are columns too.</summary>
    public async Task<List<Dictionary<string, JsonElement>>> RowsAsync(string statement, string database)
    {
        JsonElement answer = await AskAsync(statement, database);
        List<Dictionary<string, JsonElement>> rows = [];
        if (!answer.GetProperty("results")[0].TryGetProperty("series", out JsonElement all))
        {
            return rows;
        }

        foreach (JsonElement series in all.EnumerateArray())
        {
            string[] columns = [.. series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];
            foreach (JsonElement values in series.GetProperty("values").EnumerateArray())
            {
                Dictionary<string, JsonElement> row = columns.Select((column, i) => (column, values[i])).ToDictionary(StringComparer.Ordinal);
                if (series.TryGetProperty("tags", out JsonElement tags))
                {
                    foreach (JsonProperty tag in tags.EnumerateObject())
                    {
                        row[tag.Name] = tag.Value;
                    }
                }

                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>How many points a measurement has.</summary>
    public async Task<long> CountAsync(string from, string field, string database)
        => (await RowsAsync($"SELECT count({field}) FROM {from}", database)) is [var row] ? row["count"].GetInt64() : 0;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Prepare(int mostBytes)
    {
        File.WriteAllText(Path.Join(_root, "influxdb.conf"),
            $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{Loopback.FreePort()}"
            [meta]
              dir = "{_root}/meta"
            [data]
              dir = "{_root}/data"
              wal-dir = "{_root}/wal"
            [http]
              bind-address = "127.0.0.1:{_port}"
              auth-enabled = true
              log-enabled = false
              max-body-size = {mostBytes}
            [monitor]
              store-enabled = false
            [subscriber]
              enabled = false
            [continuous_queries]
              enabled = false
            """);
        File.SetUnixFileMode(_root, (UnixFileMode)Convert.ToInt32("777", 8));
    }
}
