namespace LogStats.Sinks;

/// <summary>
/// A summary is the same when source, window and group are; one that knows more lines takes the place of the one there.
/// The state stands behind them, so that a stored summary can be read back, whatever columns its table has besides.
/// </summary>
public sealed class SummaryIdentity() : RowIdentity(
[
    new(SourceId, RowType.Integer),
    new(SourceWindow, RowType.Text),
    new(SourceGroup, RowType.Text),
    new(SourceLines, RowType.Integer),
    new(State, RowType.Text),
], unique: 3, newerReplaces: true)
{
    public const string SourceId = "SourceId";

    public const string SourceWindow = "SourceWindow";

    public const string SourceGroup = "SourceGroup";

    public const string SourceLines = "SourceLines";

    public const string State = "State";

    /// <summary>The one there is.</summary>
    public static SummaryIdentity Instance { get; } = new();

    /// <inheritdoc/>
    public override void Write(IRow row, IRowWriter writer)
    {
        ISummary summary = (ISummary)row;
        SummaryKey key = summary.GetKey();
        writer.Integer(key.Source);
        writer.Text(key.Window);
        writer.Text(key.Group);
        writer.Integer(key.Lines);
        writer.Text(summary.GetState());
    }
}
