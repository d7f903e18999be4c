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
