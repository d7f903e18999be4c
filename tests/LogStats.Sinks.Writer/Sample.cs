namespace LogStats.Sinks.Writer;

/// <summary>A record with a column of every type, made from its number alone: the same number is the same record.</summary>
public sealed class Sample(long number) : ILogRecord
{
    private static readonly DateTimeOffset s_first = new(2019, 3, 5, 3, 26, 40, TimeSpan.FromHours(1));

    public long Number { get; } = number;

    public DateTimeOffset Time => s_first.AddMilliseconds(Number * 137);

    public DateTimeOffset? EndTime => Number % 3 == 0 ? null : Time.AddSeconds(Number % 600);

    public RecordKey Key { get; init; } = new(7, number * 100, number * 31);

    public string Module => Number % 2 == 0 ? "RAP-SDS" : "PORTAL-PRODUCTS-RW";

    public string? Directory { get; } = number % 5 == 0 ? null : $"/data/2019/{number % 366}";

    public string Host { get; } = $"client{number % 1000}.example.org";

    public string Address { get; } = $"192.0.2.{number % 256}";

    /// <summary>What the text column holds, where a test needs another one.</summary>
    public string? Text { get; init; } = "some text of a log line";

    /// <summary>Called while the record is being written, in the middle of a batch.</summary>
    public Action? Written { get; init; }

    public RecordKey GetKey() => Key;

    public RowMap GetRowMap() => SampleRows.Map;

    public override string ToString() => $"{Number} {Module} {Text}";
}
