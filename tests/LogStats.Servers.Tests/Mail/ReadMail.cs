namespace LogStats.Servers.Tests.Mail;

/// <summary>A mail as Python's parser reads it.</summary>
internal sealed record ReadMail(
    string Subject, string[][] From, string[][] To, string[][] Cc, string[][] Bcc, string Id, string Date, string Type,
    string? Text, string? Html, string[][] Files, string[] Defects, int Longest, int Bare)
{
    public MailEnvelopeFacts Envelope { get; init; } = null!;
}

/// <summary>How a mail came.</summary>
internal sealed record MailEnvelopeFacts(string From, string[] To, bool Tls, string? User);
