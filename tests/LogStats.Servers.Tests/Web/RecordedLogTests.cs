using System.Text.Json;
using Xunit;

namespace LogStats.Servers.Tests.Web;

/// <summary>
/// Logs recorded of real servers add up to what a script of its own counted (<c>tests/data/elf/README.md</c>): the formats
/// that are found by themselves, and those that have to be given.
/// </summary>
public sealed class RecordedLogTests
{
    private const string Nginx =
        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"";

    [Theory]
    [InlineData("apache-common")]
    [InlineData("varnish-default")]
    [InlineData("haproxy-httplog")]
    [InlineData("haproxy-httpslog", 4)]
    [InlineData("haproxy-tcplog")]
    [InlineData("nginx-json")]
    [InlineData("tomcat-json")]
    [InlineData("tomcat-w3c")]
    [InlineData("haproxy-clf")]
    [InlineData("haproxy-httplog-syslog")]
    [InlineData("haproxy-httplog-rfc5424")]
    [InlineData("nginx-syslog")]
    [InlineData("apache-common-d")]
    public Task What_is_found_by_itself(string name, int exitCode = 0) => AddsUpAsync(name, exitCode);

    [Theory]
    [InlineData("apache-common-d", "common", "%h %l %u %t \"%r\" %>s %b %D")]
    [InlineData("apache-extended", "common", "%v:%p %a %l %u %t \"%m %U%q %H\" %>s %B %I %O %D %T %{ms}T"
        + " \"%{Referer}i\" \"%{User-Agent}i\" \"%{X-Forwarded-For}i\" %X %k")]
    [InlineData("apache-iso", "common", "%h %l %u %{%Y-%m-%dT%H:%M:%S%z}t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D")]
    [InlineData("nginx-upstream", "nginx-combined",
        Nginx + " $request_time $upstream_response_time $upstream_addr $upstream_status $upstream_cache_status")]
    [InlineData("nginx-tagged", "nginx-combined", Nginx + " \"$http_x_forwarded_for\" rt=$request_time uct=\"$upstream_connect_time\""
        + " uht=\"$upstream_header_time\" urt=\"$upstream_response_time\" ua=\"$upstream_addr\" us=\"$upstream_status\""
        + " cs=$upstream_cache_status vhost=$host p=$pipe c=$connection/$connection_requests")]
    [InlineData("varnish-extended", "varnishncsa", "%h %l %u %t \"%r\" %s %b %D %T %{Varnish:hitmiss}x %{Varnish:handling}x"
        + " %{Varnish:time_firstbyte}x %{Varnish:vxid}x %{X-Forwarded-For}i \"%{Referer}i\" \"%{User-agent}i\" %{VCL_Log:rule}x")]
    [InlineData("varnish-backend", "varnishncsa", "%h %l %u %t \"%r\" %s %b %D %{Varnish:side}x %{Varnish:time_firstbyte}x %I %O"
        + " \"%{X-Forwarded-For}i\" \"%{%Y-%m-%dT%H:%M:%S%z}t\"")]
    [InlineData("tomcat-timed", "tomcat-combined", "%h %l %u %t \"%r\" %s %b %D %T %F \"%{Referer}i\" \"%{User-Agent}i\" %I %S")]
    public Task What_has_to_be_given(string name, string like, string logFormat) => AddsUpAsync(name, 0, like, logFormat);

    private static async Task AddsUpAsync(string name, int exitCode, string? like = null, string? logFormat = null)
    {
        string path = Path.Join(AppContext.BaseDirectory, "Data", "elf", name);
        JsonElement account = JsonDocument.Parse(await File.ReadAllBytesAsync(path + ".expected.json")).RootElement;

        JsonElement[] read = await AccessLog.ReadAsync(path + ".log", like, logFormat, exitCode);

        Assert.Equal(account.Number("records"), read.Length);
        Assert.Equal(account.Number("bytes"), read.Sum(record => (long)Amount(record, "SentBytes")));
        Assert.Equal(Counts(account, "clients"), Counted(read.Select(record => record.Text("ClientAddress") ?? "-")));
        if (Counts(account, "status") is { Count: > 0 } statuses)
        {
            Assert.Equal(statuses, Counted(read.Select(Status)));
            Assert.Equal(Counts(account, "methods"), Counted(read.Select(record => record.Text("Method") ?? "")));
        }

        if (account.TryGetProperty("latencyMicroseconds", out JsonElement latency))
        {
            Assert.Equal(latency.GetDecimal(), read.Sum(record => Amount(record, "Latency")) * 1_000_000);
        }
    }

    private static string Status(JsonElement record)
        => record.GetProperty("Status") is { ValueKind: JsonValueKind.Number } status ? status.ToString() : "-";

    private static decimal Amount(JsonElement record, string name)
        => record.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : 0;

    private static SortedDictionary<string, int> Counted(IEnumerable<string> values)
        => new(values.CountBy(value => value).ToDictionary(), StringComparer.Ordinal);

    private static SortedDictionary<string, int> Counts(JsonElement account, string name)
        => new(account.GetProperty(name).EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt32()),
            StringComparer.Ordinal);
}
