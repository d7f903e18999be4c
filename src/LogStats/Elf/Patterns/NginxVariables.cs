using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>The variables of nginx that an access log's line is made of. Every other one is a named field.</summary>
internal static class NginxVariables
{
    public static FieldMeaning Find(string name) => name switch
    {
        "time_local" or "time_iso8601" or "msec" => new(ElfField.Time),
        "remote_addr" => new(ElfField.Client, FieldMeaning.Best),
        "proxy_protocol_addr" => new(ElfField.Client),
        "realip_remote_addr" => new(ElfField.Client, FieldMeaning.Last),
        "remote_port" => new(ElfField.ClientPort),
        "remote_user" => new(ElfField.User),
        "request" => new(ElfField.Request),
        "request_method" => new(ElfField.Method),
        "request_uri" => new(ElfField.Target),
        "uri" or "document_uri" => new(ElfField.Path),
        "args" or "query_string" => new(ElfField.Query),
        "server_protocol" => new(ElfField.Protocol),
        "status" => new(ElfField.Status),
        "body_bytes_sent" => new(ElfField.SentBytes),
        "bytes_sent" => new(ElfField.TotalSentBytes),
        "request_length" => new(ElfField.ReceivedBytes),
        "request_time" => FieldMeaning.Latency(ElfUnit.Seconds),
        "upstream_addr" => new(ElfField.Upstream, IsList: true),
        "upstream_status" => new(ElfField.UpstreamStatus, IsList: true),
        "upstream_response_time" => new(ElfField.UpstreamLatency, Unit: ElfUnit.Seconds, IsList: true),
        "upstream_connect_time" or "upstream_header_time" or "upstream_first_byte_time" or "upstream_session_time"
            => new(ElfField.Extra, Unit: ElfUnit.Seconds, IsList: true),
        "upstream_bytes_received" or "upstream_bytes_sent" or "upstream_response_length" => new(ElfField.Extra, IsList: true),
        "upstream_cache_status" => new(ElfField.Cache),
        "request_id" => new(ElfField.RequestId),
        "host" => new(ElfField.Host, FieldMeaning.Best),
        "server_name" => new(ElfField.Host),
        "server_port" => new(ElfField.ServerPort),
        "scheme" => new(ElfField.Scheme),
        _ when name.StartsWith("sent_http_", StringComparison.Ordinal) => FieldMeaning.ResponseHeader(Header(name, "sent_http_")),
        _ when name.StartsWith("http_", StringComparison.Ordinal) => FieldMeaning.RequestHeader(Header(name, "http_")),
        _ => FieldMeaning.Extra,
    };

    public static TimePattern? Time(string name) => name switch
    {
        "time_local" => TimePattern.Clf,
        "time_iso8601" => TimePattern.Iso,
        "msec" => TimePattern.EpochSeconds,
        _ => null,
    };

    /// <summary>The name of the variable that begins at <paramref name="at"/> with its dollar; its end is -1 where a brace is
    /// not closed, and where it has no name the dollar's own place.</summary>
    public static string NameAt(string text, int at, out int end)
    {
        int start = at + 1;
        if (start < text.Length && text[start] == '{')
        {
            int close = text.IndexOf('}', start);
            end = close < 0 ? -1 : close == start + 1 ? at : close + 1;
            return end <= at ? "" : text[(start + 1)..close];
        }

        end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        string name = text[start..end];
        end = name.Length == 0 ? at : end;
        return name;
    }

    private static string Header(string name, string prefix) => name[prefix.Length..].Replace('_', '-');
}
