using System.Globalization;
using System.Text;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Report;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Report;

/// <summary>Access logs made up for reports, and the reports of them.</summary>
internal static class ReportLogs
{
    public static readonly DateTimeOffset Start = new(2026, 5, 11, 0, 0, 0, TimeSpan.Zero);

    public static string Line(DateTimeOffset time, string path, int status = 200, long bytes = 100, string client = "192.0.2.1", string agent = "x")
        => string.Create(CultureInfo.InvariantCulture, $"{client} - - [{time:dd/MMM/yyyy:HH:mm:ss} +0000] \"GET {path} HTTP/1.1\" {status} {bytes} \"-\" \"{agent}\"");

    public static LogReport Measure(IEnumerable<string> lines, Func<MeasureRequest, MeasureRequest>? with = null, string kind = "elf")
    {
        MeasureRequest request = new() { ForReport = true, TimeZone = TimeZoneInfo.Utc };
        ILogMeasure measure = LogKinds.Find(kind).NewMeasure(with?.Invoke(request) ?? request, TimeProvider.System);
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        using TempFolder folder = new();
        string path = folder.Write("made.log", bytes);
        measure.Add(LineInput.File(path), CancellationToken.None);
        return measure.Finish();
    }

    public static byte[] Page(params IEnumerable<LogReport> reports)
    {
        ReportBuilder builder = new(TimeProvider.System);
        foreach (LogReport report in reports)
        {
            builder.Add(report);
        }

        return builder.Build(new ReportOptions());
    }
}
