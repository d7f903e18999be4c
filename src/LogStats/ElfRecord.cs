using LogStats.Geo;
using LogStats.Sinks;

namespace LogStats;

/// <summary>One request of an access log. What the log does not say is null.</summary>
public sealed class ElfRecord : ILogRecord, IClientRecord, IComparable<ElfRecord>
{
    internal static readonly IReadOnlyDictionary<string, string> NoFields = new Dictionary<string, string>();

    private string? _clientAddress;

    public DateTimeOffset? Time { get; init; }

    public string? ClientAddress
    {
        get => _clientAddress;
        init => _clientAddress = value;
    }

    public int? ClientPort { get; init; }

    public string? UserName { get; init; }

    /// <summary>The host that was asked for, or the server's name for itself.</summary>
    public string? VirtualHost { get; init; }

    public string? Method { get; init; }

    /// <summary>The path without its query; of a request to a proxy without scheme and host.</summary>
    public string? RequestPath { get; init; }

    /// <summary>Without its question mark.</summary>
    public string? Query { get; init; }

    public string? Protocol { get; init; }

    /// <summary>What the client sent where that is no request line, such as the first bytes of TLS.</summary>
    public string? Request { get; init; }

    public int? Status { get; init; }

    /// <summary>Bytes sent to the client; without headers where the log tells both.</summary>
    public long? SentBytes { get; init; }

    public long? ReceivedBytes { get; init; }

    /// <summary>From the first byte of the request to the last of the answer.</summary>
    public TimeSpan? Latency { get; init; }

    public TimeSpan? FirstByte { get; init; }

    /// <summary>How long all upstreams took that were tried.</summary>
    public TimeSpan? UpstreamLatency { get; init; }

    public string? Upstream { get; init; }

    public string? UpstreamStatus { get; init; }

    public string? Referer { get; init; }

    public string? UserAgent { get; init; }

    public string? Cache { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The client's country by its two letters, where a geo database was given and knows it.</summary>
    public string? Country { get; set; }

    /// <summary>City of the client, where a geo database was given and knows it.</summary>
    public string? City { get; set; }

    /// <summary>Geohash of the client, where a geo database was given and knows it.</summary>
    public string? GeoHash { get; set; }

    /// <summary>The number of the client's autonomous system, where a geo database was given and knows it.</summary>
    public long? Asn { get; set; }

    /// <summary>Whatever else the format names.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = NoFields;

    /// <summary>The machine that wrote the line, where an envelope says so.</summary>
    public string? LogHost { get; init; }

    /// <summary>The format that it was read by.</summary>
    public string? Format { get; init; }

    /// <summary>The input that it was read from.</summary>
    public string? Path { get; init; }

    /// <summary>Where its line starts in that input, decompressed.</summary>
    public long Offset { get; init; }

    internal RecordKey Key { get; init; }

    RecordKey ILogRecord.GetKey() => Key;

    RowMap IRow.GetRowMap() => Elf.ElfRecordRows.Map;

    void IClientRecord.Locate(GeoLocation location)
    {
        Country = location.Country ?? Country;
        City = location.City ?? City;
        GeoHash = location.GeoHash ?? GeoHash;
        Asn = location.Asn ?? Asn;
    }

    void IClientRecord.Anonymize() => _clientAddress = ClientOptions.Truncated(_clientAddress);

    public int CompareTo(ElfRecord? other) => other is null ? 1 : Nullable.Compare(Time, other.Time);

    public override string ToString()
        => $"{Time:yyyy-MM-dd HH:mm:ss} {ClientAddress} {Method} {RequestPath ?? Request} {Status}";
}
