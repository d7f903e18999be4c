using LogStats.Elf.Counting;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf;

/// <summary>What a report shows of access logs.</summary>
internal static class ElfReportShape
{
    public static ReportShape Shape { get; } = new()
    {
        Title = "Access logs",
        Measures =
        [
            new("Calls", "Requests", "count", IsLight: true),
            new("ClientErrors", "Client errors", "count", IsLight: true),
            new("ServerErrors", "Server errors", "count", IsLight: true),
            new("SentBytes", "Sent", "bytes"),
            new("ReceivedBytes", "Received", "bytes"),
            new("Timed", "Timed", "count", IsHidden: true),
            new("LatencyMicros", "Total time", "micros"),
        ],
        Values = Fill,
        Ratios = [new("Mean", "micros", "LatencyMicros", "Timed")],
        Extras =
        [
            new("P50", "P50", "micros", static row => Micros(((ElfSummary)row).P50)),
            new("P90", "P90", "micros", static row => Micros(((ElfSummary)row).P90)),
            new("P99", "P99", "micros", static row => Micros(((ElfSummary)row).P99)),
            new("Max", "Max", "micros", static row => Micros(((ElfSummary)row).Max)),
            new("Clients", "Clients", "count", static row => ((ElfSummary)row).Clients),
        ],
        Charts =
        [
            new("Requests", "area", ["Calls"]),
            new("Answers by status", "mix", ["Calls"], ["Status"]),
            new("Latency", "latency", ["P50", "P90", "P99"]),
            new("Bytes", "area", ["SentBytes", "ReceivedBytes"]),
            new("Errors", "area", ["ClientErrors", "ServerErrors"]),
        ],
        Tops =
        [
            new("Status codes", ["Status"], IsMix: true),
            new("Methods", ["Method"], IsMix: true),
            new("Protocols", ["Protocol"], IsMix: true),
            new("Cache", ["Cache"], IsMix: true),
            new("Request groups", ["Request"]),
            new("URLs", ["Request", "RequestPath"], Parent: "Request"),
            new("Clients", ["ClientAddress"]),
            new("Users", ["UserName"]),
            new("Virtual hosts", ["VirtualHost"]),
            new("User agents", ["UserAgent"]),
            new("Referrers", ["Referer"]),
            new("Countries", ["Country"]),
        ],
        Lines = static row => ((ElfSummary)row).Lines,
        Latencies = static row => ((ElfSummary)row).Series?.Latencies,
        Round = static row => row is ElfSummary { Round: { } round } summary ? (round.Started, summary.Counts?.Latency) : null,
    };

    private static void Fill(ISummary row, Span<long> values)
    {
        ElfSummary item = (ElfSummary)row;
        (item.Counts ?? ElfCounts.Of(item)).Sums(values);
    }

    private static long? Micros(TimeSpan? span) => span?.Ticks / TimeSpan.TicksPerMicrosecond;
}
