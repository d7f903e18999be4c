using LogStats.Detect;
using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>Tells pgbouncer's lines from others, and in which envelope they come.</summary>
internal sealed class PgBouncerProbe : IFormatProbe
{
    private PgBouncerFormat _format = new(
        new PgBouncerOptions(), new ClockRules(TimeZoneInfo.Utc, DateTimeOffset.MaxValue.AddYears(-1)));

    public IReadOnlyList<FormatFit> Fits(IReadOnlyList<byte[]> lines)
    {
        string?[] names = new string?[lines.Count];
        for (int index = 0; index < names.Length; index++)
        {
            // What goes on with a line is in the format of that line.
            names[index] = index > 0 && Continuation.Is(lines[index]) ? names[index - 1] : FormatOf(lines[index]);
        }

        return
        [
            .. names.OfType<string>().Distinct()
                .Select(name => new FormatFit(name, names.Count(other => other == name), Array.FindIndex(names, other => other != name)))
                .OrderByDescending(fit => fit.Matched).ThenBy(fit => fit.Name, StringComparer.Ordinal),
        ];
    }

    private string? FormatOf(ReadOnlySpan<byte> line) => _format.Read(line, out PgBouncerLine view).IsRecord ? Name(view.Shape) : null;

    /// <summary>The names of the catalogue, which its samples are a test of.</summary>
    private static string Name(EnvelopeShape shape) => shape switch
    {
        EnvelopeShape.Syslog => "pgbouncer-syslog",
        EnvelopeShape.SyslogYear => "pgbouncer-syslog-year",
        EnvelopeShape.SyslogIso => "pgbouncer-syslog-iso",
        EnvelopeShape.Rfc5424 => "pgbouncer-syslog-5424",
        EnvelopeShape.Journal => "pgbouncer-journal",
        EnvelopeShape.Docker => "pgbouncer-docker",
        EnvelopeShape.Cri => "pgbouncer-cri",
        _ => "pgbouncer",
    };
}
