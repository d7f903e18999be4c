namespace LogStats.Sinks.Tests.Mail;

/// <summary>A row that knows what a mail about it says.</summary>
internal sealed class AlertRow(long number, string subject, string body) : IMailText
{
    public long Number { get; } = number;

    public string Subject { get; } = subject;

    public string Body { get; } = body;

    public RowMap GetRowMap() => AlertMap.One;

    public MailText GetMailText() => new(Subject, Body);

    private sealed class AlertMap() : RowMap("alert", [new("Number", RowType.Integer), new("Because", RowType.Text)])
    {
        public static readonly AlertMap One = new();

        public override void Write(IRow row, IRowWriter writer)
        {
            AlertRow alert = (AlertRow)row;
            writer.Integer(alert.Number);
            writer.Text(alert.Subject);
        }
    }
}
