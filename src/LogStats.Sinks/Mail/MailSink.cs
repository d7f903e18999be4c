using LogStats.Faults;
using LogStats.Sinks.Mail.Compose;
using LogStats.Sinks.Mail.Smtp;
using LogStats.Sinks.Mail.Spool;

namespace LogStats.Sinks.Mail;

/// <summary>
/// Sends rows as mails. Those that know their words get one each, all others of a batch share one. A batch is answered once
/// its mails are on the disk, or, without a spool, with the server. A mail arrives at least once: where an answer got lost or the
/// program was killed it may come again, with the Message-ID that it had.
/// </summary>
public sealed class MailSink : ISink
{
    private readonly MailComposer _composer;
    private readonly IMailDelivery _delivery;

    private MailSink(MailComposer composer, IMailDelivery delivery) => (_composer, _delivery) = (composer, delivery);

    /// <summary>Checks all that can be checked without the server, and makes the spool.</summary>
    /// <exception cref="LogStatsException">An address, a setting or an attachment is not right, or the spool cannot be written.</exception>
    public static MailSink Open(MailSinkOptions options)
    {
        SmtpServer server = SmtpServer.Of(options);
        return Open(options, server, new SmtpTransport(server));
    }

    internal static MailSink Open(MailSinkOptions options, SmtpServer server, IMailTransport transport)
    {
        MailAddressees addressees = MailAddressees.Parse(options.From, options.To, options.Cc, options.Bcc);
        MailAttachment.Check(options.Attachments);
        if (options.Limit < 1 || options.LimitSpan <= TimeSpan.Zero || options.LimitSpan > TimeSpan.FromDays(1))
        {
            throw Fail.Value("the limit of mails", $"{options.Limit} in {options.LimitSpan}", "at least 1, in a span above zero and up to a day");
        }

        MailComposer composer = new(addressees, new SubjectText(options.Subject, Environment.MachineName), options);
        if (options.NoSpool)
        {
            return new MailSink(composer, new DirectDelivery(transport, new MailRate(options.Limit, options.LimitSpan, options.Clock), options));
        }

        MailSpool spool = new(options.SpoolPath ?? SpoolPlace.Of(server), options.Clock);
        MailRate rate = new(options.Limit, options.LimitSpan, options.Clock, Path.Join(spool.Folder, "sent"));
        return new MailSink(composer, new SpoolingDelivery(spool, transport, rate, options));
    }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => _delivery.PrepareAsync(stop);

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
        => batch.Count == 0 ? ValueTask.FromResult(default(SinkAnswer)) : _delivery.PutAsync(_composer.Compose(batch), stop);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop) => _delivery.CompleteAsync(stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _delivery.DisposeAsync();
}
