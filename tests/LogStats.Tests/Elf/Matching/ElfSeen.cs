using System.Text;
using LogStats.Elf;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Tests.Elf.Matching;

/// <summary>What was read from a line, as text that stays.</summary>
internal sealed class ElfSeen
{
    public static readonly ClockRules Rules = new(TimeZoneInfo.Utc, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly Dictionary<ElfField, string> _fields = [];

    /// <summary>Reads a line into a view.</summary>
    public delegate LineVerdict Reader(ReadOnlySpan<byte> line, ref ElfLine view);

    public LineReason? Reason { get; private init; }

    public string Time { get; private init; } = "";

    public int Status { get; private init; }

    public long Sent { get; private init; }

    public long Received { get; private init; }

    public long Latency { get; private init; }

    public long FirstByte { get; private init; }

    public long Upstream { get; private init; }

    public string Target { get; private init; } = "";

    public string this[ElfField field] => _fields.GetValueOrDefault(field, "");

    /// <summary>A named field, by its place.</summary>
    public string this[int extra] => this[(ElfField)((int)ElfField.Extra + extra)];

    public static ElfSeen Of(Reader read, string line) => Of(read, Encoding.UTF8.GetBytes(line));

    public static ElfSeen Of(Reader read, ReadOnlySpan<byte> line)
    {
        ElfLine view = default;
        LineVerdict verdict = read(line, ref view);
        if (!verdict.IsRecord)
        {
            return new ElfSeen { Reason = verdict.Reason };
        }

        ElfSeen seen = new()
        {
            Time = view.Ticks == 0 ? "" : new DateTime(view.Ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", null),
            Status = view.Status,
            Sent = view.SentBytes,
            Received = view.ReceivedBytes,
            Latency = view.Latency,
            FirstByte = view.FirstByte,
            Upstream = view.UpstreamLatency,
            Target = Encoding.UTF8.GetString(view.Target),
        };
        for (int at = 0; at < view.Ranges.Length; at++)
        {
            seen._fields[(ElfField)at] = Encoding.UTF8.GetString(view[(ElfField)at]);
        }

        return seen;
    }
}
