using System.Text;
using LogStats.Elf;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Matching;

/// <summary>JSON access logs of every server: what their keys tell.</summary>
public sealed class JsonMatcherTests
{
    internal const string Caddy = """
        {"level":"info","ts":1646861401.5241024,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"127.0.0.1","remote_port":"41342","client_ip":"203.0.113.9","proto":"HTTP/2.0","method":"GET","host":"localhost","uri":"/a?b=c","headers":{"User-Agent":["curl/7.82.0","x"],"Accept":["*/*"],"Referer":[]},"tls":{"resumed":false,"version":772}},"bytes_read":7,"user_id":"","duration":0.000929675,"size":10900,"status":200,"resp_headers":{"Server":["Caddy"]}}
        """;

    internal const string Traefik = """
        {"ClientAddr":"192.0.2.7:51234","ClientHost":"192.0.2.7","DownstreamContentSize":19,"DownstreamStatus":404,"Duration":1234567,"RequestMethod":"GET","RequestPath":"/whoami","RequestProtocol":"HTTP/1.1","StartUTC":"2024-05-01T03:28:03.123456789Z","level":"info","msg":""}
        """;

    internal const string Tomcat = """
        {"host":"0:0:0:0:0:0:0:1","user":"-","time":"2024-05-01T03:28:03.5+02:00","request":"GET /manager/html HTTP/1.1","statusCode":"401","size":"2499","elapsedTime":"12","requestHeaders":{"Referer":"https://a.example/"}}
        """;

    internal const string Envoy = """
        {"start_time":"2024-05-01T03:28:03.123Z","method":"POST","path":"/x","protocol":"HTTP/1.1","response_code":"503","duration":"27","downstream_remote_address":"[2001:db8::1]:4711","bytes_sent":0,"bytes_received":11,"x_forwarded_for":"-"}
        """;

    internal static readonly ElfJsonFields CaddyFields = Fields(
        new("ts", ElfField.Time) { Time = TimePattern.Any }, new("request.client_ip", ElfField.Client), new("request.remote_ip", ElfField.Client),
        new("request.remote_port", ElfField.ClientPort), new("request.remote_addr", ElfField.ClientAndPort),
        new("request.method", ElfField.Method), new("request.uri", ElfField.Target), new("request.proto", ElfField.Protocol),
        new("request.host", ElfField.Host), new("request.headers.User-Agent", ElfField.Agent), new("request.headers.Referer", ElfField.Referer),
        new("bytes_read", ElfField.ReceivedBytes), new("user_id", ElfField.User), new("duration", ElfField.Latency) { Unit = ElfUnit.Seconds },
        new("size", ElfField.SentBytes), new("status", ElfField.Status), new("request.tls.version", ElfField.Extra),
        new("resp_headers.Server", ElfField.Extra + 1));

    internal static readonly ElfJsonFields Any = Fields(
        new("time", ElfField.Time) { Time = TimePattern.Any }, new("@timestamp", ElfField.Time) { Time = TimePattern.Any },
        new("StartUTC", ElfField.Time) { Time = TimePattern.Any }, new("start_time", ElfField.Time) { Time = TimePattern.Any },
        new("x_forwarded_for", ElfField.Client), new("ClientHost", ElfField.Client), new("remote_addr", ElfField.Client), new("host", ElfField.Client),
        new("downstream_remote_address", ElfField.ClientAndPort), new("user", ElfField.User),
        new("request", ElfField.Request), new("method", ElfField.Method), new("RequestMethod", ElfField.Method),
        new("path", ElfField.Path), new("RequestPath", ElfField.Path), new("url", ElfField.Target), new("RequestProtocol", ElfField.Protocol),
        new("status", ElfField.Status), new("statusCode", ElfField.Status), new("DownstreamStatus", ElfField.Status), new("response_code", ElfField.Status),
        new("size", ElfField.SentBytes), new("DownstreamContentSize", ElfField.SentBytes), new("bytes_sent", ElfField.TotalSentBytes),
        new("bytes_received", ElfField.ReceivedBytes), new("Duration", ElfField.Latency) { Unit = ElfUnit.Nanoseconds },
        new("duration", ElfField.Latency) { Unit = ElfUnit.Milliseconds }, new("elapsedTime", ElfField.Latency) { Unit = ElfUnit.Microseconds },
        new("request_time", ElfField.Latency) { Unit = ElfUnit.Seconds }, new("upstream_response_time", ElfField.UpstreamLatency) { Unit = ElfUnit.Seconds },
        new("requestHeaders.Referer", ElfField.Referer), new("agent", ElfField.Agent));

    [Fact]
    public void Caddy_nests_what_it_tells()
    {
        ElfSeen seen = Read(CaddyFields, Caddy);
        Assert.Null(seen.Reason);
        Assert.Equal("2022-03-09T21:30:01.5241024", seen.Time);
        Assert.Equal(("203.0.113.9", "41342", "GET", "/a?b=c", "HTTP/2.0", "localhost", "curl/7.82.0", "", ""), (seen[ElfField.Client],
            seen[ElfField.ClientPort], seen[ElfField.Method], seen.Target, seen[ElfField.Protocol], seen[ElfField.Host], seen[ElfField.Agent],
            seen[ElfField.Referer], seen[ElfField.User]));
        Assert.Equal((200, 10900, 7, 929), (seen.Status, seen.Sent, seen.Received, seen.Latency));
        Assert.Equal(("772", "Caddy"), (seen[0], seen[1]));
        Assert.Equal(["request.tls.version", "resp_headers.Server"], new JsonMatcher(CaddyFields, ElfSeen.Rules).ExtraNames);
    }

    [Theory]
    [InlineData("2022/03/09 21:30:01.524\tINFO\thttp.log.access.log0\thandled request\t", "\"z\":1,", "2022-03-09T21:30:01.524")]
    [InlineData("whenever\tINFO\thttp.log.access\thandled request\t", "\"z\":1,", "")]
    [InlineData("2022/03/09 21:30:01.524\tINFO\thttp.log.access\thandled request\t", "\"ts\":1646861402,", "2022-03-09T21:30:02")]
    public void Caddys_form_for_a_console_has_its_time_outside(string front, string key, string time)
    {
        ElfSeen seen = Read(CaddyFields, front + Caddy.Trim().Replace("\"ts\":1646861401.5241024,", key, StringComparison.Ordinal));
        Assert.Null(seen.Reason);
        Assert.Equal((time, "/a?b=c", 929), (seen.Time, seen.Target, seen.Latency));
    }

    [Fact]
    public void An_old_Caddy_tells_the_address_with_its_port()
    {
        ElfSeen seen = Read(CaddyFields, """{"request":{"remote_addr":"[::1]:4711","uri":"/"},"status":0,"duration":"1.5ms"}""");
        Assert.Equal(("::1", "4711", 0, 1500), (seen[ElfField.Client], seen[ElfField.ClientPort], seen.Status, seen.Latency));
    }

    [Fact]
    public void Traefik_counts_nanoseconds()
    {
        ElfSeen seen = Read(Any, Traefik);
        Assert.Equal(("2024-05-01T03:28:03.1234567", "192.0.2.7", "GET", "/whoami", "HTTP/1.1", 404, 19, 1234), (seen.Time, seen[ElfField.Client],
            seen[ElfField.Method], seen.Target, seen[ElfField.Protocol], seen.Status, seen.Sent, seen.Latency));
    }

    [Fact]
    public void Tomcat_quotes_its_numbers_and_tells_the_request_as_a_line()
    {
        ElfSeen seen = Read(Any, Tomcat);
        Assert.Equal(("2024-05-01T01:28:03.5", "0:0:0:0:0:0:0:1", "GET", "/manager/html", "HTTP/1.1", 401, 2499, 12, "https://a.example/", ""),
            (seen.Time, seen[ElfField.Client], seen[ElfField.Method], seen.Target, seen[ElfField.Protocol], seen.Status, seen.Sent, seen.Latency,
            seen[ElfField.Referer], seen[ElfField.User]));
    }

    [Fact]
    public void Envoy_tells_the_client_with_its_port()
    {
        ElfSeen seen = Read(Any, Envoy);
        Assert.Equal(("2001:db8::1", "4711", "POST", "/x", 503, 0, 11, 27_000), (seen[ElfField.Client], seen[ElfField.ClientPort],
            seen[ElfField.Method], seen.Target, seen.Status, seen.Sent, seen.Received, seen.Latency));
    }

    [Fact]
    public void A_log_format_of_nginx_is_read_with_what_it_leaves_out()
    {
        ElfJsonFields fields = ServerPattern.Compile(
            "log_format j escape=json '{\"t\":\"$time_iso8601\",\"c\":\"$remote_addr\",\"r\":\"$request\",\"s\":$status,\"b\":$body_bytes_sent,"
            + "\"l\":$request_time,\"u\":$upstream_response_time,\"ua\":\"$http_user_agent\",\"n\":{\"x\":\"$http_x\"}}';", null).JsonFields!;
        foreach ((string upstream, long micros) in ((string, long)[])[("", -1), ("-", -1), ("0.002", 2000), ("0.002, 0.010 : 0.004", 16_000), ("0.002, -", 2000)])
        {
            ElfSeen seen = Read(fields, "{\"t\":\"2025-11-29T10:20:00+06:00\",\"c\":\"192.0.2.1\",\"r\":\"GET /\\u00fc?\\\"a HTTP/1.1\",\"s\":499,\"b\":0,"
                + "\"l\":0.005,\"u\":" + upstream + ",\"ua\":\"\",\"n\":{\"x\":\"1\"}}");
            Assert.Null(seen.Reason);
            Assert.Equal(("2025-11-29T04:20:00", "/ü?\"a", 499, 0, 5000, micros, "", "1"), (seen.Time, seen.Target, seen.Status, seen.Sent, seen.Latency,
                seen.Upstream, seen[ElfField.Agent], seen[0]));
        }
    }

    [Theory]
    [InlineData("{\"status\":200,}", 200, "")]
    [InlineData("{,\"status\":200,,\"agent\":\"a\" , }", 200, "a")]
    [InlineData(" \t{ \"status\" : \"200\" , \"agent\" : null } \r\0\0", 200, "")]
    [InlineData("\uFEFF{\"status\":200}", 200, "")]
    [InlineData("{\"status\":200,\"z\":,\"agent\":\"a\"}", 200, "a")]
    [InlineData("{\"status\":200,\"agent\":}", 200, "")]
    [InlineData("{\"status\":200,\"status\":\"404\"}", 404, "")]
    [InlineData("{\"status\":200,\"agent\":[\"a\",{\"b\":[1,2]},\"c\"]}", 200, "a")]
    [InlineData("{\"status\":[200,404],\"agent\":[]}", 200, "")]
    [InlineData("{\"status\":[],\"statusCode\":201}", 201, "")]
    [InlineData("{\"status\":\"-\",\"statusCode\":\"\",\"DownstreamStatus\":202}", 202, "")]
    [InlineData("{\"\\u0073tatus\":200,\"agent\":\"a\\u0000b\"}", 200, "a\0b")]
    [InlineData("{\"status\":200,\"agent\":\"\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\\\\"}", 200, "😀/\b\f\n\r\t\\")]
    [InlineData("{\"status\":200,\"agent\":\"\\ud83d\\u0041 \\ude00 \\ud83d\"}", 200, "\uFFFDA \uFFFD \uFFFD")]
    [InlineData("{\"status\":200,\"agent\":\"\\x22\\xC3\\xBC\\q\\u12\\x1\"}", 200, "\"ü\\q\\u12\\x1")]
    [InlineData("{\"z\":{\"status\":500,\"y\":[[[{}]]]},\"status\":200}", 200, "")]
    [InlineData("{\"z\":\"}\\\"{\",\"status\":200}", 200, "")]
    [InlineData("{\"z\":123456789012345678901234567890123456789e999999,\"status\":200}", 200, "")]
    public void What_is_not_quite_JSON_is_read(string line, int status, string agent)
    {
        ElfSeen seen = Read(Any, line);
        Assert.Null(seen.Reason);
        Assert.Equal((status, agent), (seen.Status, seen[ElfField.Agent]));
    }

    [Theory]
    [InlineData("", "not-json")]
    [InlineData("{", "not-json")]
    [InlineData("null", "not-json")]
    [InlineData("[{\"status\":200}]", "not-json")]
    [InlineData("{\"status\":200", "not-json")]
    [InlineData("{\"status\":200}x", "not-json")]
    [InlineData("{\"status\":200}{\"status\":200}", "not-json")]
    [InlineData("{\"status\":200]", "not-json")]
    [InlineData("{\"status\" 200}", "not-json")]
    [InlineData("{status:200}", "not-json")]
    [InlineData("{\"status\":\"200}", "not-json")]
    [InlineData("{\"status\":200,\"z\":[1,{\"a\":2]}}", "not-json")]
    [InlineData("{\"status\":200,\"z\":\"\\", "not-json")]
    [InlineData("192.0.2.1 - - {\"status\":200}", "not-json")]
    [InlineData("a\tb\tc", "not-json")]
    [InlineData("{\"status\":\"ok\"}", "status")]
    [InlineData("{\"status\":20000}", "status")]
    [InlineData("{\"status\":200,\"time\":\"soon\"}", "time")]
    [InlineData("{\"status\":200,\"time\":\"2024-13-01T00:00:00Z\"}", "time")]
    [InlineData("{}", "no-request")]
    [InlineData("{\"level\":\"info\",\"msg\":\"serving initial configuration\"}", "no-request")]
    [InlineData("{\"status\":null,\"method\":\"-\",\"path\":\"\"}", "no-request")]
    public void A_line_that_is_no_request_says_why(string line, string reason) => Assert.Equal(reason, Read(Any, line).Reason?.Id);

    [Fact]
    public void Of_two_times_the_first_that_can_be_read_is_taken_whole()
    {
        Assert.Equal("2024-05-01T03:28:03", Read(Any, """{"status":200,"@timestamp":1714500000.25,"time":"2024-05-01T03:28:03Z"}""").Time);
        Assert.Equal("2024-04-30T18:00:00.25", Read(Any, """{"status":200,"@timestamp":1714500000.25,"time":"12.5"}""").Time);
        ElfJsonFields parts = Fields(new("d", ElfField.Time) { Time = TimePattern.IsoDate }, new("c", ElfField.Time) { Time = TimePattern.TimeOfDay }, new("s", ElfField.Status));
        Assert.Equal("2024-05-01T03:28:03.5", Read(parts, """{"c":"03:28:03.5","s":1e2,"s":"100","d":"2024-05-01"}""").Time);
        Assert.Equal("time", Read(parts, """{"c":"03:28:03.5","s":100}""").Reason?.Id);
        Assert.Equal("", Read(parts, """{"s":100}""").Time);
    }

    [Fact]
    public void A_name_may_hold_the_dots_that_lead_into_objects()
    {
        ElfJsonFields fields = Fields(new("a.b.c", ElfField.Agent), new("a", ElfField.User), new("s", ElfField.Status));
        foreach (string line in (string[])["\"a\":{\"b\":{\"c\":\"x\"}}", "\"a.b\":{\"c\":\"x\"}", "\"a\":{\"b.c\":\"x\"}", "\"a.b.c\":\"x\"", "\"a\":[{\"b.c\":[\"x\"]}]"])
        {
            Assert.Equal("x", Read(fields, "{\"s\":200," + line + ",\"a.b.x\":\"y\",\"a.\":1,\".a\":2,\"\":3}")[ElfField.Agent]);
        }

        Assert.Equal("u", Read(fields, "{\"s\":200,\"a\":\"u\"}")[ElfField.User]);
    }

    [Fact]
    public void What_has_a_key_of_its_own_is_believed_before_the_request_line()
    {
        ElfSeen seen = Read(Any, """{"request":"GET http://h/a b HTTP/1.0","method":"POST"}""");
        Assert.Equal(("POST", "http://h/a b", "HTTP/1.0"), (seen[ElfField.Method], seen.Target, seen[ElfField.Protocol]));
        seen = Read(Any, """{"request":"\\x16\\x03\\x01","status":400}""");
        Assert.Equal(("", "", 400), (seen[ElfField.Method], seen.Target, seen.Status));
        Assert.Equal("https://h/x", Read(Any, """{"url":"https://h/x","method":"GET"}""").Target);
    }

    [Theory]
    [InlineData("\"x_forwarded_for\":\"192.0.2.1, 10.0.0.1\",\"ClientHost\":\"10.0.0.1\"", "192.0.2.1")]
    [InlineData("\"x_forwarded_for\":\" 192.0.2.1\"", "192.0.2.1")]
    [InlineData("\"x_forwarded_for\":\", \",\"ClientHost\":\"10.0.0.1\"", "10.0.0.1")]
    [InlineData("\"x_forwarded_for\":[\"192.0.2.1\",\"10.0.0.1\"]", "192.0.2.1")]
    [InlineData("\"downstream_remote_address\":\"192.0.2.1:80\"", "192.0.2.1")]
    [InlineData("\"downstream_remote_address\":\"192.0.2.1\"", "192.0.2.1")]
    [InlineData("\"downstream_remote_address\":\"2001:db8::1\"", "2001:db8::1")]
    [InlineData("\"downstream_remote_address\":\"[2001:db8::1]\"", "2001:db8::1")]
    [InlineData("\"downstream_remote_address\":\"[2001:db8::1\"", "[2001:db8::1")]
    [InlineData("\"downstream_remote_address\":\"[2001:db8::1]:x\"", "[2001:db8::1]:x")]
    [InlineData("\"downstream_remote_address\":\"@\"", "@")]
    public void The_client_is_the_first_of_a_list_without_its_port(string keys, string client)
        => Assert.Equal(client, Read(Any, "{\"status\":200," + keys + "}")[ElfField.Client]);

    [Theory]
    [InlineData("0.000929675", 929)]
    [InlineData("\"0.5\"", 500_000)]
    [InlineData("5e-05", 50)]
    [InlineData("1.5E+1", 15_000_000)]
    [InlineData("\"929.675µs\"", 929)]
    [InlineData("\"929.675μs\"", 929)]
    [InlineData("\"1m2.5s\"", 62_500_000)]
    [InlineData("\"1h\"", 3_600_000_000)]
    [InlineData("\"12 ms\"", 12_000)]
    [InlineData("\"700ns\"", 0)]
    [InlineData("\"-1\"", -1)]
    [InlineData("\"1x\"", -1)]
    [InlineData("\"1s2\"", -1)]
    [InlineData("1e300", -1)]
    [InlineData("NaN", -1)]
    [InlineData("true", -1)]
    public void A_duration_is_read_however_it_is_written(string value, long micros)
        => Assert.Equal(micros, Read(Any, "{\"status\":200,\"request_time\":" + value + "}").Latency);

    [Fact]
    public void Parts_of_a_latency_are_added_unless_one_is_unknown()
    {
        ElfJsonFields fields = Fields(new("a", ElfField.LatencyPart) { Unit = ElfUnit.Seconds }, new("b", ElfField.LatencyPart) { Unit = ElfUnit.Milliseconds },
            new("x", ElfField.Extra), new("s", ElfField.Status));
        ElfSeen seen = Read(fields, """{"s":200,"a":0.5,"b":2,"x":"y"}""");
        Assert.Equal((502_000, "y", "0.5", "2"), (seen.Latency, seen[0], seen[1], seen[2]));
        Assert.Equal(-1, Read(fields, """{"s":200,"a":0.5,"b":-1}""").Latency);
        Assert.Equal(-1, Read(fields, """{"s":200,"b":1}""").Latency);
        Assert.Equal(["x", "a", "b"], new JsonMatcher(fields, ElfSeen.Rules).ExtraNames);
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "not-json")]
    [InlineData(10_000, "not-json")]
    public void Nothing_is_nested_deeper_than_its_limit(int levels, string? reason)
    {
        string deep = string.Concat(Enumerable.Repeat("[", levels - 1)) + string.Concat(Enumerable.Repeat("]", levels - 1));
        Assert.Equal(reason, Read(Any, "{\"status\":200,\"z\":" + deep + "}").Reason?.Id);
        Assert.Equal(reason, Read(Any, "{\"status\":200,\"agent\":" + deep + "}").Reason?.Id);
        deep = string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "1" + new string('}', levels - 1);
        Assert.Equal(reason, Read(Any, "{\"status\":200,\"z\":" + deep + "}").Reason?.Id);
        ElfJsonFields fields = Fields(new(string.Join('.', Enumerable.Repeat("a", levels)), ElfField.Agent), new("s", ElfField.Status));
        ElfSeen seen = Read(fields, "{\"s\":200,\"a\":" + deep + "}");
        Assert.Equal(reason, seen.Reason?.Id);
        Assert.Equal(reason is null ? "1" : "", seen[ElfField.Agent]);
    }

    [Fact]
    public void A_value_of_a_megabyte_is_read_whole()
    {
        string long1 = new('x', 1 << 20);
        Assert.Equal(long1, Read(Any, "{\"status\":200,\"agent\":\"" + long1 + "\"}")[ElfField.Agent]);
        Assert.Equal(long1 + "\n", Read(Any, "{\"status\":200,\"agent\":\"" + long1 + "\\n\"}")[ElfField.Agent]);
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_as_they_are()
    {
        JsonMatcher matcher = new(Any, ElfSeen.Rules);
        byte[] line = [.. "{\"status\":200,\"agent\":\"\\n"u8, 0xff, 0xc3, 0x01, .. "\"}"u8];
        ElfLine view = default;
        Assert.True(matcher.Match(line, ref view).IsRecord);
        Assert.Equal([(byte)'\n', 0xff, 0xc3, 0x01], view[ElfField.Agent].ToArray());
    }

    [Fact]
    public void Lines_cost_nothing()
    {
        JsonMatcher caddy = new(CaddyFields, ElfSeen.Rules);
        JsonMatcher any = new(Any, ElfSeen.Rules);
        byte[] first = Encoding.UTF8.GetBytes(Caddy);
        byte[] second = Encoding.UTF8.GetBytes(Tomcat.Replace("/manager", "\\u00fc", StringComparison.Ordinal));
        byte[] bad = "{\"status\":200,\"agent\":\"\\"u8.ToArray();
        Work(1);
        Allocated.Nothing(() => Work(2000));

        void Work(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                ElfLine view = default;
                Assert.True(caddy.Match(first, ref view).IsRecord && any.Match(second, ref view).IsRecord && !any.Match(bad, ref view).IsRecord);
            }
        }
    }

    internal static ElfJsonFields Fields(params ElfJsonField[] fields) => new("test", fields);

    internal static ElfSeen Read(ElfJsonFields fields, string line) => ElfSeen.Of(new JsonMatcher(fields, ElfSeen.Rules).Match, line);
}
