using LogStats.Detect;
using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>Tells rsync's lines from others, and in which envelope they come.</summary>
internal sealed class RsyncProbe : IFormatProbe
{
    private RsyncFormat _format = new(
        new RsyncOptions(), new ClockRules(TimeZoneInfo.Utc, DateTimeOffset.MaxValue.AddYears(-1)));

    public string? FormatOf(ReadOnlySpan<byte> line)
        => _format.ReadOne(line, out RsyncLine view).IsRecord
            || (view.Shape == EnvelopeShape.OwnFile && view.ProcessId > 0)
            ? Name(view.Shape)
            : null;

    /// <summary>
    /// The names of the catalogue, which its samples are a test of. Written here once more because reading the catalogue
    /// takes longer than reading most logs.
    /// </summary>
    private static string? Name(EnvelopeShape shape) => shape switch
    {
        EnvelopeShape.OwnFile => "rsyncd",
        EnvelopeShape.Syslog => "rsyncd-syslog",
        EnvelopeShape.SyslogYear => "rsyncd-syslog-year",
        EnvelopeShape.SyslogIso => "rsyncd-syslog-iso",
        EnvelopeShape.Rfc5424 => "rsyncd-syslog-5424",
        EnvelopeShape.Journal => "rsyncd-journal",
        _ => null,
    };
}
