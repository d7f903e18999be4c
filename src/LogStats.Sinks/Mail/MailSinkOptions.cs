using LogStats.Faults;

namespace LogStats.Sinks.Mail;

/// <summary>From whom to whom rows are mailed, by which server, and what becomes of mails that it does not take.</summary>
public sealed record MailSinkOptions
{
    /// <summary>The mail server: a name or an address.</summary>
    public required string Host { get; init; }

    /// <summary>465 for implicit TLS, 25 for a server on this machine, otherwise 587.</summary>
    public int? Port { get; init; }

    /// <summary>Implicit on port 465, none for a server on this machine, otherwise STARTTLS.</summary>
    public MailTls? Tls { get; init; }

    /// <summary>The SHA-256 of the server's public key, hexadecimal or base64; it then stands for all other checks.</summary>
    public string? CertificatePin { get; init; }

    /// <summary>The account at the server; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Asked each time the server wants it, so that it is kept nowhere.</summary>
    public Func<string>? Password { get; init; }

    /// <summary><c>a@example.org</c> or <c>Name &lt;a@example.org&gt;</c>.</summary>
    public required string From { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>They get the mail and stand nowhere in it.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>A subject with <c>{Subject}</c>, <c>{Count}</c>, <c>{Table}</c>, <c>{Host}</c> or a column's name in braces; null for the usual one.</summary>
    public string? Subject { get; init; }

    public MailForm Form { get; init; }

    /// <summary>Files that go along with each mail, read anew for each.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The folder in which mails wait; one of this server's own in the usual place of state if null.</summary>
    public string? SpoolPath { get; init; }

    /// <summary>Keeps nothing on disk: a server that does not take a mail is a fault of its batch.</summary>
    public bool NoSpool { get; init; }

    /// <summary>How many mails may wait; any further are refused. 1,000 by default.</summary>
    public int MaxWaiting { get; init; } = 1000;

    /// <summary>How many bytes may wait. 100 MB by default.</summary>
    public long MaxWaitingBytes { get; init; } = 100 << 20;

    /// <summary>How many mails are sent in <see cref="LimitSpan"/>; what is more becomes one mail. 20 by default.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>10 minutes by default.</summary>
    public TimeSpan LimitSpan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>10 s by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take for each answer; four times that for the one to a whole mail. 30 s by default.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes the rows of mails that are refused for good, where no spool keeps them.</summary>
    public IRefusedRows? Refused { get; init; }

    /// <summary>Told what needs nobody at once, such as that mails wait. May be called on any thread.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Told what went wrong for good while the rest goes on, such as a refused recipient. May be called on any thread.</summary>
    public Action<LogStatsException>? Report { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
