namespace LogStats.Sinks;

/// <summary>A record is the same record when its key is: it is stored once and never changes.</summary>
public sealed class RecordIdentity() : RowIdentity(
[
    new("SourceId", RowType.Integer),
    new("SourceOffset", RowType.Integer),
    new("SourceCheck", RowType.Integer),
], unique: 3, newerReplaces: false)
{
    /// <summary>The one there is.</summary>
    public static RecordIdentity Instance { get; } = new();

    /// <inheritdoc/>
    public override void Write(IRow row, IRowWriter writer)
    {
        RecordKey key = ((ILogRecord)row).GetKey();
        bool none = key.IsNone;
        writer.Integer(none ? null : key.Source);
        writer.Integer(none ? null : key.Offset);
        writer.Integer(none ? null : key.Check);
    }
}
