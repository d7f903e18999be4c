using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Xunit;

namespace LogStats.Servers.Tests.Web;

/// <summary>What a real Apache logs of real requests is read for what was asked, in the formats that people use.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ApacheTests
{
    private const string Like = "common";
    private const string Common = "%h %l %u %t \"%r\" %>s %b";

    [NeedsTheory(ApacheServer.Program)]
    [InlineData(Common, false, false)]
    [InlineData("%v:%p " + Common + " \"%{Referer}i\" \"%{User-Agent}i\" %D", true, true)]
    [InlineData("%a [%{%d/%b/%Y:%H:%M:%S %z}t] \"%m %U%q %H\" %u %>s %B \"%{User-Agent}i\" \"%{Referer}i\" %v %D", true, true)]
    [InlineData("%{Referer}i|%{User-Agent}i|%a|%u|%t|%r|%s|%B|%V|%D", true, true)]
    public async Task What_was_asked_is_what_is_read(string logFormat, bool hasHeaders, bool hasLatency)
    {
        await using ApacheServer server = await ApacheServer.StartAsync(logFormat);
        DateTimeOffset begin = TimeProvider.System.GetUtcNow();
        List<WebRequest> asked = await WebLogCheck.AskAllAsync(server.Port);
        await server.StopAsync();

        JsonElement[] read = await AccessLog.ReadAsync(server.LogFile, Like, logFormat);

        WebLogCheck.Same(asked, read, begin, TimeProvider.System.GetUtcNow());
        WebLogCheck.SameUsers(asked, read);
        WebLogCheck.SameSums(asked, await AccessLog.MeasureAsync(server.LogFile, Like, logFormat));
        if (hasHeaders)
        {
            WebLogCheck.SameHeaders(asked, read);
            Assert.All(read, record => Assert.Equal(WebRequest.Host, record.Text("VirtualHost")));
        }

        if (hasLatency)
        {
            // The time stands at the end of a line, in microseconds.
            Assert.Equal(
                File.ReadLines(server.LogFile).Select(line => decimal.Parse(line.Split(' ', '|')[^1], CultureInfo.InvariantCulture) / 1_000_000),
                read.Select(record => record.GetProperty("Latency").GetDecimal()));
        }
    }

    [NeedsFact(ApacheServer.Program)]
    public async Task What_is_no_request_is_a_record_all_the_same()
    {
        await using ApacheServer server = await ApacheServer.StartAsync(Common);
        WebClient client = new(server.Port);
        await client.SendAsync([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, 0x0a]);
        await client.SendAsync("GET /page.html\r\n\r\n"u8.ToArray());
        await client.SendAsync("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET /{new string('u', 800)} HTTP/1.1\r\n\r\n"));
        await server.StopAsync();

        JsonElement[] read = await AccessLog.ReadAsync(server.LogFile, Like, Common);

        Assert.Equal([null, "GET", "OPTIONS"], read[..3].Select(record => record.Text("Method")));
        Assert.Equal([400, 200, 200, 414], read.Select(record => record.Number("Status")));
        Assert.Equal("/page.html", read[1].Text("RequestPath"));
        Assert.Equal("*", read[2].Text("RequestPath"));
    }
}
