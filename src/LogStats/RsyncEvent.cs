using System.Security.Cryptography;
using System.Text;
using LogStats.Geo;
using LogStats.Sinks;

namespace LogStats;

/// <summary>One record of an rsync daemon's log. What the log does not say is null.</summary>
public sealed class RsyncEvent : ILogRecord, IOriginalRow, IClientRecord, IComparable<RsyncEvent>
{
    private string? _hostName;
    private string? _clientAddress;
    private string? _hostHash;

    public RsyncEventKind Kind { get; init; }

    /// <summary>When it began; of a file or an error, when it was logged.</summary>
    public DateTimeOffset Time { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public int ProcessId { get; init; }

    public RsyncOperation Operation { get; init; }

    public RsyncSessionState? State { get; init; }

    public string? Module { get; init; }

    /// <summary>What was asked for inside the module, with its leading slash; several are parted by blanks.</summary>
    public string? Directory { get; init; }

    /// <summary>The file of a per-file line, relative to the module, escapes decoded.</summary>
    public string? FileName { get; init; }

    public string? UserName { get; init; }

    public string? HostName
    {
        get => _hostName;
        init => _hostName = value;
    }

    public string? ClientAddress
    {
        get => _clientAddress;
        init => _clientAddress = value;
    }

    /// <summary>Bytes that the daemon sent over the network.</summary>
    public long? SentBytes { get; init; }

    /// <summary>Bytes that the daemon received over the network.</summary>
    public long? ReceivedBytes { get; init; }

    /// <summary>The size of all files that were looked at, moved or not.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>The length of the file (<c>%l</c>), or what was moved of it (<c>%b</c>), whichever is logged.</summary>
    public long? FileBytes { get; init; }

    /// <summary>How many per-file lines the session wrote.</summary>
    public long? Files { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>What rsync wrote of an error, a refusal or itself.</summary>
    public string? Message { get; init; }

    /// <summary>The client's country by its two letters, where a geo database was given and knows it.</summary>
    public string? Country { get; set; }

    /// <summary>City of the client, where a geo database was given and knows it.</summary>
    public string? City { get; set; }

    /// <summary>Geohash of the client, where a geo database was given and knows it.</summary>
    public string? GeoHash { get; set; }

    /// <summary>The number of the client's autonomous system, where a geo database was given and knows it.</summary>
    public long? Asn { get; set; }

    /// <summary>
    /// The first 12 characters of base64(SHA-256(host name)): the same host, without its name. With a salt it is the keyed
    /// hash (HMAC) of the name.
    /// </summary>
    public string? HostHash => _hostHash ??= HostName is null ? null : Salt?.Hash(HostName) ?? Hash(HostName);

    /// <summary>The machine that wrote the line, where the line says so.</summary>
    public string? LogHost { get; init; }

    /// <summary>The input that it was read from.</summary>
    public string? Path { get; init; }

    /// <summary>Where its first line starts in that input, decompressed.</summary>
    public long Offset { get; init; }

    internal RecordKey Key { get; init; }

    /// <summary>Goes into the hash of the host name.</summary>
    internal HostSalt? Salt { get; init; }

    RecordKey ILogRecord.GetKey() => Key;

    RowMap IRow.GetRowMap() => Rsync.RsyncEventRows.Map;

    RowMap? IOriginalRow.GetOriginalRowMap() => Kind == RsyncEventKind.Transfer ? Rsync.RsyncOriginalRows.Map : null;

    void IClientRecord.Locate(GeoLocation location)
    {
        Country = location.Country ?? Country;
        City = location.City ?? City;
        GeoHash = location.GeoHash ?? GeoHash;
        Asn = location.Asn ?? Asn;
    }

    /// <summary>An unsalted hash would give the name away to whoever hashes all names there are.</summary>
    void IClientRecord.Anonymize()
    {
        _hostHash = Salt is null ? null : HostHash;
        _hostName = null;
        _clientAddress = ClientOptions.Truncated(_clientAddress);
    }

    public TimeSpan? Duration => EndTime - Time;

    public int CompareTo(RsyncEvent? other) => other is null ? 1 : Time.CompareTo(other.Time);

    public override string ToString()
        => $"{Time:yyyy-MM-dd HH:mm:ss} {Kind} {Module}{Directory} {HostName} {ClientAddress}".TrimEnd();

    private static string Hash(string hostName)
        => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(hostName)))[..12];
}
