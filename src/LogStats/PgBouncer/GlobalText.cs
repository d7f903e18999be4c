namespace LogStats.PgBouncer;

/// <summary>What pgbouncer writes of no connection: statistics, commands of its administrator, its own life.</summary>
internal static class GlobalText
{
    private static ReadOnlySpan<byte> Issued => " command issued"u8;

    public static void Read(ReadOnlySpan<byte> text, scoped ref PgBouncerLine view)
    {
        view.Message = text;
        if (KnownReasons.Begins(text, "stats: "u8) && StatsText.Read(text[7..], out view.Stats))
        {
            view.Type = PgBouncerEventType.Stats;
        }
        else if (text.EndsWith(Issued) && text[0] is >= (byte)'A' and <= (byte)'Z')
        {
            view.Type = PgBouncerEventType.Admin;
            int quote = text.IndexOf((byte)'\'');
            int end = text.LastIndexOf((byte)'\'');
            view.Database = quote >= 0 && end > quote ? text[(quote + 1)..end] : default;
        }
        else
        {
            view.Type = view.Level is not [(byte)'F', ..] && IsLife(text) ? PgBouncerEventType.Lifecycle : MessageText.Other(in view);
        }
    }

    private static bool IsLife(ReadOnlySpan<byte> text)
        => text.StartsWith("process up: "u8) || text.StartsWith("listening on "u8) || text.StartsWith("got SIG"u8)
            || KnownReasons.Begins(text, "kernel file descriptor limit: "u8) || KnownReasons.Begins(text, "file descriptor limit: "u8)
            || text.StartsWith("client connections dropped, exiting"u8) || text.StartsWith("server connections dropped, exiting"u8)
            || text.StartsWith("stale pidfile"u8) || text.StartsWith("old process "u8) || text.StartsWith("waiting for old pidfile"u8)
            || text.StartsWith("socket passed from service manager"u8) || text.StartsWith("sockets passed from service manager"u8)
            || text.StartsWith("SUSPEND finished"u8) || text.StartsWith("disko over"u8) || text.StartsWith("SHOW FDS finished"u8)
            || text.StartsWith("login OK, sending SUSPEND"u8) || text.StartsWith("takeover_init: "u8) || text.StartsWith("got pooler socket: "u8)
            || text.StartsWith("adns: "u8) || text.StartsWith("shutting down"u8);
}
