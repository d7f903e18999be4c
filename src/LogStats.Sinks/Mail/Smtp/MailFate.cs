namespace LogStats.Sinks.Mail.Smtp;

/// <summary>Whether a server took a mail.</summary>
internal enum MailFate
{
    /// <summary>It did, for at least one recipient, and answers for it from now on.</summary>
    Taken,

    /// <summary>Not now.</summary>
    Later,

    /// <summary>Never.</summary>
    Refused,
}
