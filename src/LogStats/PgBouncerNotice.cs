using LogStats.PgBouncer.Watching;
using LogStats.Sinks;

namespace LogStats;

/// <summary>An alert or a report of a watch over pgbouncer in the words of the program that this replaces.</summary>
public sealed class PgBouncerNotice : IMailText
{
    public DateTimeOffset Time { get; init; }

    /// <summary>What it is about, in one line.</summary>
    public string Subject { get; init; } = "";

    /// <summary>A line, or several that are parted by LF.</summary>
    public string Text { get; init; } = "";

    /// <summary>The name of this notice: the same whenever the same thing is told again.</summary>
    public string Id { get; init; } = "";

    RowMap IRow.GetRowMap() => PgBouncerNoticeRows.Map;

    MailText IMailText.GetMailText() => new(Subject, Text + "\n", WithColumns: false);

    public override string ToString() => Text;
}
