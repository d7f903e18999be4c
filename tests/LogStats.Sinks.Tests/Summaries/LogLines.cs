using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LogStats.Sinks.Tests.Summaries;

/// <summary>Generated logs: lines of requests, and rsync sessions, each of which stays together.</summary>
internal static class LogLines
{
    private static readonly string[] s_modules = ["pub", "incoming", "a b"];

    /// <summary>Many clients, latencies over seven orders of magnitude, and values that need care in a key.</summary>
    public static Gen<string> Request { get; } =
        from second in Gen.Choose(0, 90_000)
        from client in Gen.Choose(0, 2_500)
        from status in Gen.Elements("200", "200", "200", "304", "404", "500", "-")
        from method in Gen.Elements("GET", "POST", "BREW")
        from path in Gen.Elements("/", "/a/b/c", "/a/b?x=1", "/a&b=c/%20", "/\\x41/b", "/A/b", "/ü/b", "-")
        from size in Gen.Choose(0, 1_000_000)
        from digits in Gen.Choose(0, 7)
        from latency in Gen.Choose(0, 9_999_999)
        select string.Create(CultureInfo.InvariantCulture,
            $"10.{client / 256}.{client % 256}.1 - - [{new DateTime(2026, 11, 20).AddSeconds(second):dd/MMM/yyyy:HH:mm:ss} +0100] \"{method} {path} HTTP/1.1\" {status} {size} \"-\" \"x\" {latency / Math.Pow(10, digits):0.000000}");

    public static Gen<string[]> Session { get; } =
        from second in Gen.Choose(0, 200_000)
        from id in Gen.Choose(1, 1_000_000)
        from module in Gen.Elements(s_modules)
        from files in Gen.Choose(0, 3)
        from ends in Gen.Choose(0, 4)
        from bytes in Gen.Choose(0, 1_000_000)
        select Lines(new DateTime(2026, 11, 20).AddSeconds(second), id, module, files, ends, bytes);

    /// <summary>Messages of pgbouncer, some of several lines; each is told apart by its time and its process.</summary>
    public static Gen<string> Pooled { get; } =
        from at in Gen.Choose(0, 200_000_000)
        from id in Gen.Choose(1, 1_000_000)
        from kind in Gen.Choose(0, 7)
        from user in Gen.Elements("app", "x\n\ty", "odd user", "Zoë", "a&b=c%20")
        from database in Gen.Elements("shop", "my-db", "shop_ro")
        from client in Gen.Elements("192.0.2.4", "192.0.2.77", "[2001:db8:5::5]", "unix(7)")
        from reason in Gen.Elements("client close request", "password authentication failed", "no such database: x", "query timeout")
        from number in Gen.Choose(0, 2_000_000)
        from scale in Gen.Elements(1, 1, 1000)
        select string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2024, 11, 20).AddMilliseconds(at):yyyy-MM-dd HH:mm:ss.fff} UTC [{id}] {(kind == 2 ? "WARNING" : "LOG")} ") + Message(kind, $"{database}/{user}@{client}:4711", database, user, reason, number / scale);

    public const string FlowHeader = "#15#c_ip:1 c_port:2 c_pkts_all:3 c_rst_cnt:4 c_bytes_uniq:5 c_pkts_data:6 c_pkts_retx:7 c_bytes_retx:8 c_rtt_avg:9 c_rtt_min:10 c_rtt_max:11 c_rtt_cnt:12 "
        + "s_ip:13 s_port:14 s_pkts_all:15 s_rst_cnt:16 s_bytes_uniq:17 s_pkts_data:18 s_pkts_retx:19 s_bytes_retx:20 first:21 last:22 durat:23 c_tls_SNI:24";

    /// <summary>Rows of tstat's log of TCP, some with a side that sent nothing, some with numbers that no flow has.</summary>
    public static Gen<string> Flow { get; } =
        from at in Gen.Choose(0, 200_000_000)
        from duration in Gen.Choose(0, 100_000_000)
        from client in Gen.Elements("192.0.2.4", "192.0.2.77", "198.51.100.9", "2001:db8:5::5")
        from port in Gen.Elements(22, 443, 443, 873)
        from own in Gen.Choose(0, 5)
        from packets in Gen.Choose(1, 2_000_000)
        from bytes in Gen.Elements(0, 40, 1_500_000_000, long.MaxValue / 20)
        from rtt in Gen.Choose(0, 9_999_999)
        from name in Gen.Elements("-", "www.example.org", "Zoë", "a&b=c%20")
        select string.Create(CultureInfo.InvariantCulture,
            $"{client} {at % 60_000} {packets + 3} {own % 2} {bytes} {packets} {own} {own * 1448} {rtt / 1000.0:0.000} {rtt / 2000.0:0.000} {rtt / 500.0:0.000} {own} "
            + $"203.0.113.7 {port} {own} 0 {own * 700L} {own} 0 0 {1_600_000_000_000 + at}.250 {1_600_000_000_000 + at + duration}.250 {duration}.000 {name}");

    private static string Message(int kind, string peer, string database, string user, string reason, long number)
        => FormattableString.Invariant(kind switch
        {
            0 => $"C-0x55a3: {peer} login attempt: db={database} user={user} tls=no",
            1 => $"C-0x55a3: {peer} closing because: {reason} (age={number}s)",
            2 => $"C-0x55a3: {peer} pooler error: {reason}",
            3 => $"S-0x55a3: {database}/app@10.0.0.9:5432 new connection to server",
            4 => $"S-0x55a3: {database}/app@10.0.0.9:5432 closing because: server lifetime over (age={number}s)",
            5 => $"C-0x55a3: {peer} login failed: db={database} user={user}",
            6 => $"Stats: {number} req/s, in {number * 2} b/s, out {number * 3} b/s,query {number + 4} us",
            _ => (FormattableString)$"stats: {number} xacts/s, {number + 1} queries/s, in {number * 2} B/s, out {number * 3} B/s, xact {number + 5} us, query {number + 6} us, wait {number + 7} us",
        });

    private static string[] Lines(DateTime at, int id, string module, int files, int ends, int bytes)
    {
        string Line(int later, string text) => string.Create(CultureInfo.InvariantCulture, $"{at.AddSeconds(later):yyyy/MM/dd HH:mm:ss} [{id}] {text}");
        List<string> lines = [Line(0, "connect from h.example (192.0.2.4)")];
        if (ends == 0)
        {
            return [.. lines, Line(0, $"rsync denied on module {module} from h.example (192.0.2.4)")];
        }

        lines.Add(Line(0, $"rsync on {module}/x from u@h.example (192.0.2.4)"));
        for (int file = 0; file < files; file++)
        {
            lines.Add(Line(1, $"send h.example [192.0.2.4] {module} (u) dir/file{(id + file) % 7} {bytes + file}"));
        }

        if (ends > 1)
        {
            lines.Add(Line(2, string.Create(CultureInfo.InvariantCulture, $"sent {bytes} bytes  received {bytes / 7} bytes  total size {bytes * 3L}")));
        }

        return [.. lines];
    }
}
