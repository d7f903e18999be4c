using LogStats.Sinks;
using LogStats.Tstat;

namespace LogStats;

/// <summary>
/// One direction of a flow that tstat saw: what the source sent to the destination. A row of a log tells two of them, unless
/// one side sent nothing. What the log does not tell is missing.
/// </summary>
public sealed class TstatFlow : ILogRecord
{
    /// <summary>When the flow began; of UDP, when this direction did.</summary>
    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public TimeSpan Duration { get; init; }

    public TstatProtocol Protocol { get; init; }

    /// <summary>In: the source is the client. Out: it is the server.</summary>
    public TstatDirection Direction { get; init; }

    public string Source { get; init; } = "";

    public int SourcePort { get; init; }

    public string Destination { get; init; } = "";

    public int DestinationPort { get; init; }

    /// <summary>Bytes of data; of TCP each counts once, however often it was sent.</summary>
    public long Bytes { get; init; }

    /// <summary>Packets; of TCP those with data.</summary>
    public long Packets { get; init; }

    /// <summary>All packets, those without data too.</summary>
    public long AllPackets { get; init; }

    /// <summary>Over the duration; missing where that is 0.</summary>
    public long? BitsPerSecond { get; init; }

    public long? PacketsPerSecond { get; init; }

    /// <summary>The server's name: as the client asked for it in TLS, else as it was looked up in DNS.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether the connection was seen from its first packet to its last; missing where the file's name does not tell.</summary>
    public bool? IsComplete { get; init; }

    public long? RetransmittedBytes { get; init; }

    public long? RetransmittedPackets { get; init; }

    /// <summary>How many of the packets with data were sent again, from 0 on; it may be above 1.</summary>
    public double? RetransmitRate => RetransmittedPackets is long again && Packets > 0 ? (double)again / Packets : null;

    public long? OutOfOrderPackets { get; init; }

    public long? Syns { get; init; }

    public long? Fins { get; init; }

    public long? Resets { get; init; }

    public TimeSpan? RttAverage { get; init; }

    public TimeSpan? RttMin { get; init; }

    public TimeSpan? RttMax { get; init; }

    public TimeSpan? RttDeviation { get; init; }

    /// <summary>How many measurements those are of.</summary>
    public long? RttSamples { get; init; }

    /// <summary>Sent again because a timer ran out.</summary>
    public long? TimeoutRetransmits { get; init; }

    /// <summary>Sent again because of duplicate acknowledgements.</summary>
    public long? FastRetransmits { get; init; }

    public long? ReorderedPackets { get; init; }

    public long? DuplicatePackets { get; init; }

    /// <summary>Out of sequence for a reason that tstat does not know.</summary>
    public long? UnknownPackets { get; init; }

    /// <summary>Probes of a full receive window.</summary>
    public long? FlowControlPackets { get; init; }

    public long? UnneededTimeoutRetransmits { get; init; }

    public long? UnneededFastRetransmits { get; init; }

    /// <summary>The window that the source announced: how much it was ready to receive.</summary>
    public long? ReceiveWindowMax { get; init; }

    public long? ReceiveWindowMin { get; init; }

    /// <summary>How much was on its way at once.</summary>
    public long? CongestionWindowMax { get; init; }

    public long? CongestionWindowMin { get; init; }

    public long? InitialCongestionWindow { get; init; }

    public long? WindowScale { get; init; }

    /// <summary>The segment size that the source announced.</summary>
    public long? Mss { get; init; }

    /// <summary>The segment size that the destination announced.</summary>
    public long? DestinationMss { get; init; }

    /// <summary>The largest segment that was sent.</summary>
    public long? LargestSegment { get; init; }

    public long? SmallestSegment { get; init; }

    public long? SelectiveAcks { get; init; }

    public long? TtlMin { get; init; }

    public long? TtlMax { get; init; }

    public string? Sensor { get; init; }

    public string? Instance { get; init; }

    public string? Path { get; init; }

    public long Offset { get; init; }

    internal RecordKey Key { get; init; }

    RowMap IRow.GetRowMap() => TstatFlowRows.Map;

    RecordKey ILogRecord.GetKey() => Key;

    public override string ToString() => $"{Protocol} {Source}:{SourcePort} -> {Destination}:{DestinationPort} {Bytes}";
}
