namespace LogStats.Sinks.Mail.Smtp;

/// <summary>What became of a mail.</summary>
/// <param name="Fate">Whether somebody got it.</param>
/// <param name="Answer">The server's words, safe to show.</param>
/// <param name="Refused">Recipients who never get it, and why.</param>
/// <param name="Later">Recipients who may get it later.</param>
internal sealed record MailReceipt(
    MailFate Fate, string Answer, IReadOnlyList<RefusedRecipient> Refused, IReadOnlyList<string> Later);

/// <summary>A recipient whom the server refused for good, in its words.</summary>
internal readonly record struct RefusedRecipient(string Address, string Answer)
{
    public override string ToString() => $"{Address}: {Answer}";
}
