using LogStats.Detect;
using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>Tells rsync's lines from others, and in which envelope they come.</summary>
internal sealed class RsyncProbe : IFormatProbe
{
    private static readonly Dictionary<EnvelopeShape, string> s_names = FormatCatalog.All
        .Where(format => format.Kind == "rsync")
        .ToDictionary(format => Enum.Parse<EnvelopeShape>(format.Envelope!), format => format.Name);

    private RsyncFormat _format = new(
        new RsyncOptions(), new ClockRules(TimeZoneInfo.Utc, DateTimeOffset.MaxValue.AddYears(-1)));

    public string? FormatOf(ReadOnlySpan<byte> line)
        => _format.Read(line, out RsyncLine view).IsRecord
            || (view.Shape == EnvelopeShape.OwnFile && view.ProcessId > 0)
            ? s_names[view.Shape]
            : null;
}
