namespace LogStats.Sinks.Mail.Smtp;

/// <summary>Addresses alone, as a server wants them: who sends it, and who is still to get it.</summary>
internal sealed record MailEnvelope(string From, IReadOnlyList<string> To);
