using LogStats.Detect;
using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>Tells rsync's lines from others, and in which envelope they come.</summary>
internal sealed class RsyncProbe : IFormatProbe
{
    private RsyncFormat _format = new(
        new RsyncOptions(), new ClockRules(TimeZoneInfo.Utc, DateTimeOffset.MaxValue.AddYears(-1)));

    public IReadOnlyList<FormatFit> Fits(IReadOnlyList<byte[]> lines)
    {
        string?[] names = [.. lines.Select(line => FormatOf(line))];
        return
        [
            .. names.OfType<string>().Distinct()
                .Select(name => new FormatFit(name, names.Count(other => other == name), Array.FindIndex(names, other => other != name)))
                .OrderByDescending(fit => fit.Matched).ThenBy(fit => fit.Name, StringComparer.Ordinal),
        ];
    }

    private string? FormatOf(ReadOnlySpan<byte> line)
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
