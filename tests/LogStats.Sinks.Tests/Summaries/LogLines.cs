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
