using LogStats.Sinks;

namespace LogStats.Servers.Tests.Influx;

/// <summary>A record with a column of every type, whose values a test chooses.</summary>
internal sealed class Reading : ILogRecord
{
    public DateTimeOffset? Time { get; init; }

    public string? Place { get; init; }

    public string? Text { get; init; }

    public long? Number { get; init; }

    public TimeSpan? Took { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public RecordKey Key { get; init; }

    public RecordKey GetKey() => Key;

    public RowMap GetRowMap() => ReadingRows.Map;

    private sealed class ReadingRows() : RowMap("reading",
    [
        new("Time", RowType.Time),
        new("Place", RowType.Text),
        new("Text", RowType.Text),
        new("Number", RowType.Integer),
        new("Took", RowType.Latency),
        new("Ended", RowType.Time),
    ], RecordIdentity.Instance)
    {
        public static readonly ReadingRows Map = new();

        public override void Write(IRow row, IRowWriter writer)
        {
            Reading item = (Reading)row;
            writer.Time(item.Time);
            writer.Text(item.Place);
            writer.Text(item.Text);
            writer.Integer(item.Number);
            writer.Seconds(item.Took);
            writer.Time(item.Ended);
        }
    }
}
