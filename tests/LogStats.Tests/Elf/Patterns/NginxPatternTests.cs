using LogStats.Elf.Patterns;

namespace LogStats.Tests.Elf.Patterns;

public sealed class NginxPatternTests
{
    private const string Combined = "Client ' - ' User ' [' Time(CLF) '] \"' Request '\" ' Status ' ' SentBytes ' \"' Referer '\" \"' Agent '\"'";

    public static TheoryData<string, string> Variables => new()
    {
        { "$remote_addr", "Client" }, { "${remote_addr}", "Client" }, { "$proxy_protocol_addr", "Client" }, { "$realip_remote_addr", "Client" },
        { "$remote_port", "ClientPort" }, { "$remote_user", "User" }, { "$time_local", "Time(CLF)" }, { "$time_iso8601", "Time(ISO 8601)" },
        { "$msec", "Time(seconds since 1970)" }, { "$request", "Request" }, { "$request_method", "Method" }, { "$request_uri", "Target" },
        { "$uri", "Path" }, { "$args", "Query" }, { "$server_protocol", "Protocol" }, { "$status", "Status" },
        { "$request_time", "Latency(Seconds)" }, { "$request_length", "ReceivedBytes" }, { "$bytes_sent", "TotalSentBytes" },
        { "$body_bytes_sent", "SentBytes" }, { "$connection", "#0:$connection" }, { "$connection_requests", "#0:$connection_requests" },
        { "$pipe", "#0:$pipe[1]" }, { "$upstream_addr", "Upstream*" }, { "$upstream_status", "UpstreamStatus*" },
        { "$upstream_response_time", "UpstreamLatency(Seconds)*" }, { "$upstream_connect_time", "#0:$upstream_connect_time(Seconds)*" },
        { "$upstream_header_time", "#0:$upstream_header_time(Seconds)*" }, { "$upstream_bytes_received", "#0:$upstream_bytes_received*" },
        { "$upstream_cache_status", "Cache" }, { "$request_id", "RequestId" }, { "$host", "Host" }, { "$server_name", "Host" },
        { "$http_host", "Host" }, { "$scheme", "Scheme" }, { "$ssl_protocol", "#0:$ssl_protocol" }, { "$http_referer", "Referer" },
        { "$http_user_agent", "Agent" }, { "$http_x_forwarded_for", "Client*" }, { "$http_x_request_id", "RequestId" },
        { "$sent_http_content_type", "#0:$sent_http_content_type" }, { "$sent_http_x_cache", "Cache" }, { "$cookie_x", "#0:$cookie_x" },
        { "$arg_y", "#0:$arg_y" }, { "$geoip_country_code", "#0:$geoip_country_code" }, { "$gzip_ratio", "#0:$gzip_ratio" }, { "$server_port", "ServerPort" },
    };

    public static TheoryData<string, string> Formats => new()
    {
        { "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"", Combined },
        {
            "log_format  main  '$remote_addr - $remote_user [$time_local] \"$request\" '\n" +
            "                  '$status $body_bytes_sent \"$http_referer\" '\r\n   # the agent\n" +
            "                  '\"$http_user_agent\"';\n", Combined
        },
        { "'$remote_addr - $remote_user [$time_local] \"$request\" ' '$status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"'", Combined },
        { "log_format main \"$remote_addr \\\"$request\\\"\" ' ' ${status}s;", "Client ' \"' Request '\" ' Status 's'" },
        { "log_format main escape=default '$remote_addr' ' it\\'s $status';", "Client ' it's ' Status" },
        { "\"$time_local\" \"$request\"", "'\"' Time(CLF) '\" \"' Request '\"'" },
        { "$remote_addr:$remote_port $status", "ClientAndPort ' ' Status" },
        { "$scheme://$host$request_uri $status", "Scheme '://' Host Target^/ ' ' Status" },
        { "$http_host$uri$is_args$args $status", "Host Target^/ ' ' Status" },
        { "$uri$is_args$query_string", "Target" },
        { "$uri?$args", "Path '?' Query" },
        { "$pipe$status", "#0:$pipe[1] Status" },
        { "[$time_local]$status", "'[' Time(CLF) ']' Status" },
        { "$msec$status", "Time(seconds since 1970) Status" },
        { "$http_x_forwarded_for - $remote_addr $host $server_name", "#0:$http_x_forwarded_for* ' - ' Client ' ' Host ' ' #1:$server_name" },
        { "{\"a\":\"$remote_addr\",\"s\":$status}", "'{\"a\":\"' Client '\",\"s\":' Status '}'" },
        { "log_format j escape=json '$remote_addr $status';", "Client ' ' Status" },
    };

    [Theory]
    [MemberData(nameof(Variables))]
    [MemberData(nameof(Formats))]
    public void A_format_becomes_its_pieces(string format, string pieces)
    {
        ElfPattern pattern = NginxPattern.Compile(format).Pattern!;
        Assert.Equal(pieces, PatternText.Of(pattern));
        Assert.Equal(format, pattern.Text);
    }

    [Theory]
    [InlineData("log_format a '$status';", "Backslash")]
    [InlineData("log_format a escape=default '$status';", "Backslash")]
    [InlineData("log_format a escape=none '$status';", "None")]
    [InlineData("escape=json '$status'", "Json")]
    [InlineData("$status", "Backslash")]
    public void The_escape_is_the_one_that_is_named(string format, string escape)
        => Assert.Equal(escape, NginxPattern.Compile(format).Pattern!.Escape.ToString());

    [Theory]
    [InlineData("log_format j escape=json '{\"time\":\"$time_iso8601\",' '\"ms\":\"$msec\",\"st\":$status, \"rt\":$request_time,'\n '\"up\":\"$upstream_response_time\",\"x\":\"$http_x\"}';",
        "time=#0 ms=Time(seconds since 1970) st=Status rt=Latency(Seconds) up=UpstreamLatency(Seconds)* x=#1")]
    [InlineData("log_format j escape=json '{\"t\":\"$time_iso8601\",\"http\":{\"request\":{\"m\":\"${request_method}\"},\"n\":1},\"u\":\"$scheme://$host$request_uri\",\"c\":\"fixed\",}';",
        "t=Time(ISO 8601) http.request.m=Method u=Target")]
    [InlineData("log_format j escape=json '{\"a\":\"$remote_addr\",\"b\":\"$http_x_forwarded_for\",\"c\":\"$remote_addr:$remote_port\"}';",
        "a=Client b=#0* c=#1")]
    public void A_format_that_is_a_JSON_object_becomes_its_keys(string format, string fields)
    {
        ElfCompiled compiled = NginxPattern.Compile(format);
        Assert.Null(compiled.Pattern);
        Assert.Equal(fields, PatternText.Of(compiled.JsonFields!));
    }

    [Fact]
    public void A_format_that_only_looks_like_JSON_stays_a_pattern()
        => Assert.Equal("'{' Client ' ' Status '}'", PatternText.Of(NginxPattern.Compile("log_format j escape=json '{$remote_addr $status}';").Pattern!));

    [Theory]
    [InlineData("$remote_addr ${status", 14, "'{' is not closed")]
    [InlineData("$remote_addr $", 14, "'$' has no name")]
    [InlineData("$remote_addr ${}", 14, "'$' has no name")]
    [InlineData("$remote_addr $$", 14, "'$' has no name")]
    [InlineData("$remote_addr$status", 13, "'$remote_addr' and '$status' stand side by side")]
    [InlineData("log_format a '$remote_addr '\n'$http_x' '$status';", 41, "side by side")]
    [InlineData("log_format a '$remote_addr;", 14, "quote is not closed")]
    [InlineData("log_format a escape=xml '$status';", 26, "'xml'")]
    [InlineData("log_format a;", 1, "no field")]
    [InlineData("escape=json '{\"a\":\"b\"}'", 14, "no field")]
    public void What_cannot_be_compiled_is_named_with_its_column(string format, int column, string named)
        => PatternText.AssertFault(column, named, () => NginxPattern.Compile(format));
}
