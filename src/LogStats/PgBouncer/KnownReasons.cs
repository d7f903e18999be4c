namespace LogStats.PgBouncer;

/// <summary>
/// The words in which pgbouncer, of any version, says why a connection ends or what went wrong. Of those that repeat what a
/// client or a server said, the beginning.
/// </summary>
internal static class KnownReasons
{
    private static readonly HashSet<string> s_fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        "client close request", "client unexpected eof", "client_idle_timeout", "client_login_timeout", "client_login_timeout (server down)",
        "query_wait_timeout", "query_timeout", "query timeout", "no more connections allowed (max_client_conn)", "no more connections allowed",
        "no such user", "password authentication failed", "auth failed", "SASL authentication failed", "login rejected", "not allowed", "SSL required",
        "client connections exceeded (max_db_client_connections)", "client connections exceeded (max_user_client_connections)",
        "admin forced disconnect", "pooler is shutting down", "server shutting down", "database removed", "pgbouncer cannot connect to server",
        "server lifetime over", "server_lifetime", "server idle timeout", "server_idle_timeout", "server conn crashed?", "connect failed", "connect timeout",
        "login failed", "server login failed", "close_needed", "unclean server", "idle transaction timeout", "idle_transaction_timeout", "transaction timeout",
        "client disconnect while server was not ready", "client disconnect before everything was sent to the server",
        "client disconnected with query in progress", "client disconnected with queries in progress", "server DNS lookup failed", "TLS startup failed",
        "obsolete connection", "database configuration changed", "connect string changed", "evicted", "pause mode", "suspend_timeout", "cancel_wait_timeout",
        "too many servers in the pool", "test query failed", "reset query failed", "idle server got dirty", "SV_IDLE server got dirty", "SV_USED server got dirty",
        "old V2 protocol not supported", "unsupported protocol", "no username supplied", "username too long", "password too long", "empty password returned by client",
        "unix socket login rejected", "certificate authentication failed", "\"trust\" authentication failed", "no authentication method is found",
        "client sent partial pkt in startup phase", "client password pkt before startup packet", "client re-sent startup pkt", "bad packet", "bad packet header",
        "failed to accept SSL", "failed to nak SSL", "failed to ack SSL", "failed to nak GSS enc", "SSL req inside SSL", "unknown pkt", "unexpected eof",
        "invalid server parameter", "server closed the connection", "disconnect while server was not ready", "job not found", "pause failed", "out of memory",
        "bouncer config error", "bouncer resources exhaustion", "no memory for pool", "successfully sent cancel request", "failed cancel request",
        "cancel request for console client", "cancel request for idle client", "cancel request", "client gave up on cancel request, so we also give up forwarding to server",
        "could not find peer to forward request to", "server refused SSL", "server connection closed", "replication client was closed", "replication client disconnected",
        "transaction blocks not allowed in statement pooling mode", "broken ParameterStatus packet", "failed to answer authreq", "var change failed",
        "exec_on_connect query failed", "admin cancel request for non-waiting client?", "invalid startup packet layout: expected terminator as last byte",
        "received unencrypted data after SSL request", "received unencrypted data after GSSAPI encryption request", "auth_query response contained null user name",
        "client selected an invalid SASL authentication mechanism", "server unexpected eof", "s: unexpected eof", "disko over", "takeover",
    };

    /// <summary>Whether pgbouncer has these very words.</summary>
    public static bool IsFixed(ReadOnlySpan<byte> reason)
        => reason.Length <= 128 && s_fixed.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Chars(reason, stackalloc char[128]));

    /// <summary>Whether it begins with words behind which a client's or a server's may stand.</summary>
    public static bool IsVariable(ReadOnlySpan<byte> reason)
        => Begins(reason, "no such database: "u8) || Begins(reason, "no such user: "u8) || Begins(reason, "unsupported startup parameter"u8)
            || Begins(reason, "unsupported options startup parameter"u8) || Begins(reason, "authentication database \""u8) || Begins(reason, "database \""u8)
            || Begins(reason, "server login has been failing, cached error: "u8) || Begins(reason, "password authentication failed for user "u8)
            || Begins(reason, "role \""u8) || Begins(reason, "user \""u8) || Begins(reason, "no pg_hba.conf entry for "u8)
            || Begins(reason, "permission denied for database "u8) || Begins(reason, "prepared statement "u8);

    /// <summary>A client that was closed for this had not got in.</summary>
    public static bool IsLoginFailure(ReadOnlySpan<byte> reason)
    {
        if (reason.IsEmpty || reason.SequenceEqual("client close request"u8))
        {
            return false;
        }

        return (reason[0] | 0x20) switch
        {
            'p' => Begins(reason, "password "u8),
            's' => Begins(reason, "SASL "u8) || Begins(reason, "SSL "u8) || Begins(reason, "server login has been failing"u8) || Begins(reason, "server login failed"u8),
            'n' => Begins(reason, "no such "u8) || Begins(reason, "no more connections allowed"u8) || Begins(reason, "no username"u8)
                || Begins(reason, "not allowed"u8) || Begins(reason, "no authentication method"u8),
            'l' => Begins(reason, "login "u8),
            'c' => Begins(reason, "client_login_timeout"u8) || Begins(reason, "client connections exceeded"u8) || Begins(reason, "certificate "u8)
                || Begins(reason, "client sent partial pkt in startup"u8) || Begins(reason, "client selected an invalid SASL"u8)
                || Begins(reason, "client password pkt before"u8),
            'a' => Begins(reason, "auth failed"u8) || Begins(reason, "authentication database"u8),
            'u' => Begins(reason, "unsupported "u8) || Begins(reason, "unix socket login rejected"u8) || Begins(reason, "username too long"u8),
            'd' => Begins(reason, "database \""u8),
            'o' => Begins(reason, "old V2 protocol"u8),
            'e' => Begins(reason, "empty password"u8),
            'i' => Begins(reason, "invalid startup packet"u8),
            'f' => Begins(reason, "failed to accept SSL"u8),
            '"' => Begins(reason, "\"trust\" "u8),
            _ => false,
        };
    }

    /// <summary>Whether pgbouncer says the same in a line of its own, 'login failed: …'.</summary>
    public static bool IsOfUnknownDatabase(ReadOnlySpan<byte> reason) => Begins(reason, "no such database"u8);

    /// <summary>The reason without what differs from case to case: names, parameters, what a server said.</summary>
    public static ReadOnlySpan<byte> WithoutDetail(ReadOnlySpan<byte> reason)
    {
        int end = reason.IndexOfAny((byte)':', (byte)'"', (byte)'\'');
        return (end <= 0 ? reason : reason[..end]).TrimEnd((byte)' ');
    }

    public static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> front)
        => text.Length >= front.Length && System.Text.Ascii.EqualsIgnoreCase(text[..front.Length], front);

    private static ReadOnlySpan<char> Chars(ReadOnlySpan<byte> ascii, Span<char> room)
    {
        for (int at = 0; at < ascii.Length; at++)
        {
            room[at] = (char)ascii[at];
        }

        return room[..ascii.Length];
    }
}
