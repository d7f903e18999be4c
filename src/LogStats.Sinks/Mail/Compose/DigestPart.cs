namespace LogStats.Sinks.Mail.Compose;

/// <summary>What a digest says of one mail.</summary>
/// <param name="Id">The mail's Message-ID.</param>
/// <param name="Subject">Its subject, safe.</param>
/// <param name="Text">Its text, safe.</param>
/// <param name="Date">When it was composed.</param>
/// <param name="Files">The names of what went along with it.</param>
internal sealed record DigestPart(string Id, string Subject, string Text, DateTimeOffset Date, IReadOnlyList<string> Files)
{
    public static DigestPart Of(ComposedMail mail) => new(mail.Id, mail.Draft.Subject, mail.Draft.Text, mail.Draft.Date,
        [.. mail.Draft.Attachments.Select(static file => file.Name)]);
}
