using LogStats.Sinks;

namespace LogStats.PgBouncer.Watching;

/// <summary>The columns of <see cref="PgBouncerNotice"/>.</summary>
internal sealed class PgBouncerNoticeRows() : RowMap("pgbouncer_notice",
[
    new("Time", RowType.Time),
    new("Subject", RowType.Text),
    new("Text", RowType.Text),
], new Same())
{
    public static readonly PgBouncerNoticeRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        PgBouncerNotice item = (PgBouncerNotice)row;
        writer.Time(item.Time);
        writer.Text(item.Subject);
        writer.Text(item.Text);
    }

    private sealed class Same() : RowIdentity([new("NoticeId", RowType.Text)], unique: 1, newerReplaces: false)
    {
        public override void Write(IRow row, IRowWriter writer) => writer.Text(((PgBouncerNotice)row).Id);
    }
}
