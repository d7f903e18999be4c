using LogStats.Faults;
using LogStats.Sinks.Mail.Compose;
using LogStats.Sinks.Mail.Smtp;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>
/// Sends each mail before its rows are answered. What is more than the limit lets through goes as one mail at the end of its
/// batch. A batch that is given again goes on where it stopped, also within the recipients of one mail.
/// </summary>
internal sealed class DirectDelivery(IMailTransport transport, MailRate rate, MailSinkOptions options) : IMailDelivery
{
    // By Message-ID, who of the batch in work is still to get it; nobody for a mail that is done.
    private readonly Dictionary<string, IReadOnlyList<string>> _left = [];

    public ValueTask PrepareAsync(CancellationToken stop) => transport.OpenAsync(stop);

    public async ValueTask<SinkAnswer> PutAsync(IReadOnlyList<ComposedMail> mails, CancellationToken stop)
    {
        long refused = 0;
        List<ComposedMail> waiting = [.. mails.Where(mail => !_left.TryGetValue(mail.Id, out IReadOnlyList<string>? left) || left.Count > 0)];
        while (waiting.Count > 0)
        {
            ComposedMail[] group = waiting.Count == 1 || rate.Left > 1 ? [waiting[0]] : [.. waiting];
            refused += await SendAsync(group.Length == 1 ? group[0] : Digest(group), stop).ConfigureAwait(false);
            foreach (ComposedMail mail in group)
            {
                _left[mail.Id] = [];
            }

            waiting.RemoveRange(0, group.Length);
        }

        _left.Clear();
        await transport.CloseAsync().ConfigureAwait(false);
        long rows = mails.Sum(static mail => (long)mail.Rows.Count);
        return new SinkAnswer(rows - refused, 0, refused);
    }

    public ValueTask CompleteAsync(CancellationToken stop) => transport.CloseAsync();

    public ValueTask DisposeAsync() => transport.DisposeAsync();

    private async ValueTask<long> SendAsync(ComposedMail mail, CancellationToken stop)
    {
        IReadOnlyList<string> recipients = _left.GetValueOrDefault(mail.Id, mail.Draft.Addressees.Recipients);
        MailReceipt receipt = await transport
            .SendAsync(new MailEnvelope(mail.Draft.Addressees.From.Address, recipients), mail.Content, stop).ConfigureAwait(false);
        if (receipt.Fate == MailFate.Refused)
        {
            return Refuse(mail, receipt.Answer);
        }

        if (receipt.Refused.Count > 0)
        {
            options.Report?.Invoke(Fail.RecipientsRefused(transport.Name, mail.Draft.Subject, string.Join("; ", receipt.Refused)));
        }

        if (receipt.Fate == MailFate.Taken)
        {
            rate.Add();
        }

        _left[mail.Id] = receipt.Fate == MailFate.Taken ? receipt.Later : Without(recipients, receipt.Refused);
        return _left[mail.Id].Count == 0 ? 0 : throw Fail.SinkAway(transport.Name,
            $"it does not take the mail '{mail.Draft.Subject}' for {string.Join(", ", _left[mail.Id])} now ({receipt.Answer})", "Wait, and run again.");
    }

    private long Refuse(ComposedMail mail, string answer)
    {
        if (options.Refused is null)
        {
            throw Fail.SinkRejected(transport.Name, $"it refused the mail '{mail.Draft.Subject}' ({answer})", "Check addresses and size; a spool would keep it.");
        }

        foreach (IRow row in mail.Rows)
        {
            options.Refused.Add(row, $"the mail server answered: {answer}");
        }

        return mail.Rows.Count;
    }

    private static IReadOnlyList<string> Without(IReadOnlyList<string> recipients, IReadOnlyList<RefusedRecipient> refused)
        => [.. recipients.Where(one => !refused.Any(other => other.Address == one))];

    private ComposedMail Digest(IReadOnlyList<ComposedMail> mails) => ComposedMail.Of(
        MailDigest.Of([.. mails.Select(DigestPart.Of)], mails[0].Draft.Addressees, options.Form, options.Clock.GetUtcNow()),
        [.. mails.SelectMany(static mail => mail.Rows)]);
}
