using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Xunit;

namespace LogStats.Servers.Tests.Web;

/// <summary>What a real nginx logs of real requests is read for what was asked.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NginxTests
{
    private const string Like = "nginx-combined";
    private const string Combined =
        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"";

    private const string Upstream =
        Combined + " $host $request_time $upstream_response_time $upstream_addr $upstream_status $upstream_cache_status";

    private const string Json =
        "{\"time\":\"$time_iso8601\",\"remote_addr\":\"$remote_addr\",\"remote_user\":\"$remote_user\",\"request\":\"$request\","
        + "\"status\":$status,\"body_bytes_sent\":$body_bytes_sent,\"request_time\":$request_time,\"host\":\"$host\","
        + "\"http_referer\":\"$http_referer\",\"http_user_agent\":\"$http_user_agent\"}";

    [NeedsTheory(NginxServer.Program)]
    [InlineData(Combined)]
    [InlineData(Combined + " \"$http_x_forwarded_for\" rt=$request_time urt=\"$upstream_response_time\" vhost=$host")]
    [InlineData("[$time_iso8601] $request_time|$remote_addr|$remote_user|$request_method $request_uri $server_protocol|"
        + "$status|$body_bytes_sent|$host|$http_referer|$http_user_agent")]
    [InlineData(Upstream)]
    public async Task What_was_asked_is_what_is_read(string logFormat)
    {
        await using NginxServer server = await NginxServer.StartAsync(logFormat);
        DateTimeOffset begin = TimeProvider.System.GetUtcNow();
        List<WebRequest> asked = await WebLogCheck.AskAllAsync(server.Port);
        await server.StopAsync();

        JsonElement[] read = await AccessLog.ReadAsync(server.LogFile, Like, logFormat);

        WebLogCheck.Same(asked, read, begin, TimeProvider.System.GetUtcNow());
        WebLogCheck.SameUsers(asked, read);
        WebLogCheck.SameHeaders(asked, read);
        WebLogCheck.SameSums(asked, await AccessLog.MeasureAsync(server.LogFile, Like, logFormat));
        Assert.All(read, record => Assert.Equal(logFormat.Contains("$host") ? WebRequest.Host : null, record.Text("VirtualHost")));
        Assert.All(read, record => Assert.Equal(
            logFormat.Contains("$request_time") ? JsonValueKind.Number : JsonValueKind.Null, record.GetProperty("Latency").ValueKind));
    }

    [NeedsFact(NginxServer.Program)]
    public async Task Json_lines_are_found_by_themselves()
    {
        await using NginxServer server = await NginxServer.StartAsync(Json, "json");
        DateTimeOffset begin = TimeProvider.System.GetUtcNow();
        List<WebRequest> asked = await WebLogCheck.AskAllAsync(server.Port);
        await server.StopAsync();

        JsonElement[] read = await AccessLog.ReadAsync(server.LogFile);

        WebLogCheck.Same(asked, read, begin, TimeProvider.System.GetUtcNow());
        WebLogCheck.SameUsers(asked, read);
        WebLogCheck.SameHeaders(asked, read);
        WebLogCheck.SameSums(asked, await AccessLog.MeasureAsync(server.LogFile));
        Assert.All(read, record => Assert.Equal(JsonValueKind.Number, record.GetProperty("Latency").ValueKind));
    }

    [NeedsFact(NginxServer.Program)]
    public async Task An_upstream_that_is_dead_makes_lists_and_they_are_read()
    {
        await using NginxServer server = await NginxServer.StartAsync(Upstream);
        WebClient client = new(server.Port);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(200, (await client.AskAsync(new WebRequest("GET", "/app/page.html", 200) { Agent = $"agent {i}" })).Status);
        }

        await server.StopAsync();

        string path = Path.Join(Path.GetDirectoryName(server.LogFile), "upstream.log");
        Assert.Contains(", ", File.ReadLines(path).First(line => line.Contains(", ")).Split('"')[^1]);
        JsonElement[] read = await AccessLog.ReadAsync(path, Like, Upstream);

        Assert.Equal(Enumerable.Range(0, 4).Select(i => $"agent {i}"), read.Select(record => record.Text("UserAgent")));
        Assert.All(read, record => Assert.Equal(200, record.Number("Status")));
        Assert.All(read, record => Assert.Equal(WebServer.PageBytes, record.Number("SentBytes")));
        Assert.Equal(
            File.ReadLines(path).Select(line => decimal.Parse(line.Split('"')[^1].Split(' ')[2], CultureInfo.InvariantCulture)),
            read.Select(record => record.GetProperty("Latency").GetDecimal()));
    }

    [NeedsFact(NginxServer.Program)]
    public async Task What_is_no_request_is_a_record_all_the_same()
    {
        await using NginxServer server = await NginxServer.StartAsync(Combined);
        WebClient client = new(server.Port);
        await client.SendAsync([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, 0x0a]);
        await client.SendAsync("GET /page.html\r\n\r\n"u8.ToArray());
        await client.SendAsync("CONNECT mail.example.com:25 HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        await client.SendAsync("GET http://www.example.com/page.html?abs=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET /{new string('u', 800)} HTTP/1.1\r\n\r\n"));
        await server.StopAsync();

        JsonElement[] read = await AccessLog.ReadAsync(server.LogFile, Like, Combined);

        Assert.Equal([400, 200, 400, 200, 414], read.Select(record => record.Number("Status")));
        Assert.Equal([null, "GET", "CONNECT", "GET"], read[..4].Select(record => record.Text("Method")));
        Assert.Equal(["/page.html", "mail.example.com:25", "/page.html"], read[1..4].Select(record => record.Text("RequestPath")));
        Assert.Equal("abs=1", read[3].Text("Query"));
    }
}
