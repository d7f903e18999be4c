using LogStats.Report;

namespace LogStats.Tstat;

/// <summary>What a report shows of tstat's logs.</summary>
internal static class TstatReportShape
{
    public static ReportShape Shape { get; } = new()
    {
        Title = "tstat",
        Measures =
        [
            new("Flows", "Flows", "count", IsLight: true),
            new("Bytes", "Bytes", "bytes", IsLight: true),
            new("Packets", "Packets", "count"),
            new("TcpPackets", "TCP packets", "count", IsHidden: true),
            new("RetransmittedPackets", "Retransmitted", "count", IsLight: true),
            new("RetransmittedBytes", "Retransmitted bytes", "bytes"),
            new("Resets", "Resets", "count"),
            new("Duration", "Time taken", "micros", IsHidden: true),
        ],
        Values = static (row, values) => TstatSummaryState.SumsOf((TstatSummary)row).Values(values),
        Ratios = [new("Mean time", "micros", "Duration", "Flows"), new("Retransmit rate", "share", "RetransmittedPackets", "TcpPackets")],
        Extras =
        [
            new("RttP50", "RTT P50", "micros", static row => Micros(((TstatSummary)row).RttP50)),
            new("RttP99", "RTT P99", "micros", static row => Micros(((TstatSummary)row).RttP99)),
            new("LongestDuration", "Longest", "micros", static row => Micros(((TstatSummary)row).LongestDuration)),
        ],
        Charts =
        [
            new("Bytes", "area", ["Bytes"]),
            new("Flows", "area", ["Flows"]),
            new("Round trips", "latency", ["P50", "P90", "P99"]),
            new("Retransmissions and resets", "area", ["RetransmittedPackets", "Resets"]),
            new("Protocols", "mix", ["Bytes"], ["Protocol"]),
        ],
        Tops =
        [
            new("Protocols", ["Protocol"], IsMix: true),
            new("Directions", ["Direction"], IsMix: true),
            new("Senders", ["Source"]),
            new("Receivers", ["Destination"]),
            new("Sending networks", ["SourceNetwork"]),
            new("Receiving networks", ["DestinationNetwork"]),
            new("Ports", ["Port"]),
            new("Servers", ["ServerName"]),
        ],
        Lines = static row => ((TstatSummary)row).Lines,
        Latencies = static row => ((TstatSummary)row).RoundTrips,
        LatencyTitle = "Round trips",
    };

    private static long? Micros(TimeSpan? span) => span?.Ticks / TimeSpan.TicksPerMicrosecond;
}
