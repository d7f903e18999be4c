namespace LogStats.Sinks.Mail.Compose;

/// <summary>A mail as it goes over the line, and what a digest says of it if it becomes part of one.</summary>
/// <param name="Draft">What it was written from.</param>
/// <param name="Content">The mail.</param>
/// <param name="Rows">What it is about.</param>
internal sealed record ComposedMail(MailDraft Draft, ReadOnlyMemory<byte> Content, IReadOnlyList<IRow> Rows)
{
    public string Id => Draft.Id;

    public static ComposedMail Of(MailDraft draft, IReadOnlyList<IRow> rows) => new(draft, MimeMessage.Write(draft), rows);
}
