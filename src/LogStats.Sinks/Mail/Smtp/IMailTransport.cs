namespace LogStats.Sinks.Mail.Smtp;

/// <summary>
/// The one way out: whoever brings finished mails to a server. Another mail library is one more of these. For one caller at a time.
/// </summary>
internal interface IMailTransport : IAsyncDisposable
{
    /// <summary>What the server is called in messages; without user and password.</summary>
    string Name { get; }

    /// <summary>Connects, makes the way safe and logs in, if that is not done yet.</summary>
    /// <exception cref="Faults.LogStatsException">The server is away, is not believed, or does not let us in.</exception>
    ValueTask OpenAsync(CancellationToken stop);

    /// <summary>Gives a mail to the server. What the server says of this mail is an answer; anything else is a fault.</summary>
    /// <exception cref="Faults.LogStatsException">It is not known whether the server has it: give it again.</exception>
    ValueTask<MailReceipt> SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> mail, CancellationToken stop);

    /// <summary>Takes leave, if there is a connection. Never a fault.</summary>
    ValueTask CloseAsync();
}
