using System.Text;
using LogStats.Elf;
using LogStats.Elf.Munin;
using LogStats.Elf.Settings;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Munin;

/// <summary>A small log in the format that elfstatsd has by default, and its report.</summary>
internal static class MuninSamples
{
    public static readonly ElfRound Round = new(At("11:55:00"), At("12:00:00"), TimeSpan.FromMilliseconds(50));

    /// <summary>Two methods, one of them stalled once; a skipped request, and lines that elfstatsd calls errors.</summary>
    public static readonly string[] Log =
    [
        Line("11:55:00", "\"POST /data/csl/contentupdate/xxx HTTP/1.1\" 200", "53047"),
        Line("11:55:01", "\"GET /data/csl/other?uid=7 HTTP/1.1\" 404", "4466"),
        Line("11:56:00", "\"GET /data/csl/other?uid=7 HTTP/1.1\" 200", "99999"),
        Line("11:57:00", "\"GET /data/csl/x?uid=8 HTTP/1.1\" 503", "5104543"),
        Line("11:58:00", "\"GET /a-b.c/b/ HTTP/1.1\" 200", "3"),
        Line("11:59:59", "\"GET /single/ HTTP/1.1\" 200", "544780"),
        Line("11:59:59", "\"GET /favicon.ico HTTP/1.1\" 200", "1"),
        Line("11:59:59", "\"GET /robots.txt HTTP/1.1\" 200", "1"),
        Line("11:59:59", "\"\" 200", "3"),
        Line("11:59:59", @"""\x80w\x01\x03\x01"" 200", "3"),
        Line("11:59:59", "\"GET /a/b/ HTTP/1.1\" 200", "3").Replace("/Nov/", "/Jah/", StringComparison.Ordinal),
        Line("11:59:59", "\"GET /a/b/ HTTP/1.1\" 200.1", "3"),
        "no line of a log",
    ];

    public static readonly ElfSettingsFile Settings = new()
    {
        StalledCallThreshold = 5000,
        Rules = new ElfSettingsFile().Rules with
        {
            SkipRules = ["favicon"],
            Rules = [@"^/(?P<group>[\w.-]+)/(?P<method>[\w.]+)/[/?%&]?", @"^/(?P<method>[\w.]+)/[/?%&]?"],
            Patterns = [new("UID", ["uid=(?P<pattern>[0-9]+)"]), new("none", ["nothing=(?P<pattern>.)"])],
        },
    };

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2013-11-08T{time}+00:00", System.Globalization.CultureInfo.InvariantCulture);

    public static string Line(string time, string request, string latency)
        => $"172.19.0.40 - - [08/Nov/2013:{time} +0000] {request} 8563 \"-\" \"UA with \\\"quotes\\\"\" c c OK 14987 8785 {latency}";

    public static ElfSummary Total(IEnumerable<string>? lines = null, ElfOptions? options = null, ElfRound? round = null)
    {
        ElfMeasure measure = new((options ?? ElfSettingsOptions.Of(Settings)) with { TimeZone = TimeZoneInfo.Utc }, []);
        foreach (string line in lines ?? Log)
        {
            measure.Line(Encoding.UTF8.GetBytes(line));
        }

        return measure.Finish(round).Total;
    }

    public static string Report(ElfSummary total, MuninReportOptions? options = null)
        => Encoding.UTF8.GetString(new MuninReport((options ?? new()) with { Version = "1.18.8", Clock = new FixedClock(At("12:00:07")) }).Write(total));

    /// <summary>A summary as a front end may make it, without counts behind it.</summary>
    public static ElfSummary Made(params (string Name, long Calls)[] requests) => new()
    {
        Name = "all",
        Calls = requests.Sum(request => request.Calls),
        Requests = [.. requests.Select(request => new ElfSummary { GroupBy = [ElfGroup.Request], Name = request.Name, Calls = request.Calls })],
    };
}
