namespace LogStats.Sinks.InfluxDb;

/// <summary>Where and how rows become points of InfluxDB.</summary>
public sealed record InfluxSinkOptions
{
    /// <summary>
    /// The server, such as <c>https://host:8086</c>; null until the environment was asked. A user and a password in it are
    /// taken out and never shown.
    /// </summary>
    public Uri? Server { get; init; }

    /// <summary>The database of a server 1.x. Either this or a bucket.</summary>
    public string? Database { get; init; }

    /// <summary>The retention policy of that database; its default one if left out.</summary>
    public string? RetentionPolicy { get; init; }

    /// <summary>The bucket of a server 2.x, or the database of one 3.x.</summary>
    public string? Bucket { get; init; }

    /// <summary>Whose bucket it is: the organization's name or id. Servers 3.x have none.</summary>
    public string? Organization { get; init; }

    /// <summary>What servers 2.x and 3.x let in.</summary>
    public string? Token { get; init; }

    /// <summary>What servers 1.x let in, with its password.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The measurement of every point; each type of row has one of its own, named by its map, if left out.</summary>
    public string? Measurement { get; init; }

    /// <summary>The columns that are tags; null: a few of each type that have few values.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The columns that are fields; null: all that are no tags.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>How exact the times of the log are. What lies below it tells points of one time apart.</summary>
    public InfluxPrecision Precision { get; init; }

    /// <summary>Which points. With <see cref="RowSchema.Original"/>, transfers and their daily sums.</summary>
    public RowSchema Schema { get; init; }

    /// <summary>
    /// SHA-256 of the public key of the server's certificate, in hex or base64. Where it is given it alone decides, so
    /// that a certificate which nobody signed can be believed.
    /// </summary>
    public string? CertificatePin { get; init; }

    /// <summary>How long a request may take. 30 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What no wait is longer than that a server asks for. 30 seconds by default.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether bodies are compressed; null: unless the server is on this machine, where it only costs.</summary>
    public bool? Compress { get; init; }

    /// <summary>How many bytes of lines a request has at most, before they are compressed.</summary>
    public int BodyBytes { get; init; } = 512 * 1024;

    /// <summary>Takes rows that cannot be stored; where there is none, such a row is a fault of its batch.</summary>
    public IRefusedRows? Refused { get; init; }

    /// <summary>Gets what somebody should know that is no fault, a sentence each. May be called from any thread.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>The clock that waiting goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where it is, and no secret.</summary>
    public override string ToString() => Server is null ? "" : InfluxServer.Name(this);
}
