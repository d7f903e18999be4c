using LogStats.Faults;
using LogStats.Sinks.Mail.Compose;
using LogStats.Sinks.Mail.Smtp;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>
/// One attempt to send all that waits, in order. A mail is taken away only after the server has answered for it; where the
/// limit is reached, all that wait become one. For who holds the spool.
/// </summary>
internal sealed class SpoolRound(MailSpool spool, IMailTransport transport, MailRate rate, MailSinkOptions options)
{
    // A server that says "later" to one mail so often may take the others.
    private const int Patience = 5;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(5);

    private readonly Dictionary<string, int> _put = [];

    /// <param name="last">Nobody comes after this round: what waits for the limit goes as one mail now.</param>
    /// <returns>How long until there is something to do again; endless if nothing waits.</returns>
    /// <exception cref="LogStatsException">The server is away, or does not take mail now.</exception>
    public async ValueTask<TimeSpan> RunAsync(bool last, CancellationToken stop)
    {
        rate.Refresh();
        spool.Tidy();
        spool.RemoveReplaced();
        HashSet<string> passed = [];
        while (Waiting(passed) is { Count: > 0 } waiting)
        {
            if (rate.Left == 0 && !last)
            {
                return rate.Wait;
            }

            (string name, SpooledMail mail) = waiting.Count > 1 && rate.Left <= 1 ? Gather(waiting) : waiting[0];
            if (!await SendAsync(name, mail, stop).ConfigureAwait(false))
            {
                _ = passed.Add(name);
            }
        }

        return passed.Count == 0 ? Timeout.InfiniteTimeSpan
            : throw Fail.SinkAway(transport.Name, $"it does not take {(passed.Count == 1 ? "a mail" : $"{passed.Count} mails")} now", "They are given again.");
    }

    /// <summary>The next mails for this server: one, or as many as a digest may stand for.</summary>
    private List<(string Name, SpooledMail Mail)> Waiting(HashSet<string> passed)
    {
        List<(string, SpooledMail)> waiting = [];
        long length = 0;
        foreach (string name in spool.Names().Where(name => !passed.Contains(name)))
        {
            SpooledMail? mail = spool.Read(name, out string? putAside);
            if (putAside is not null)
            {
                options.Report?.Invoke(Fail.MailDamaged(putAside));
            }

            if (mail is null || mail.Server != transport.Name)
            {
                continue;
            }

            length += mail.Text.Length;
            waiting.Add((name, mail));
            if (rate.Left > 1 || waiting.Count == MailDigest.MostMails || (waiting.Count > 1 && length > MailDigest.LongestText))
            {
                break;
            }
        }

        return waiting;
    }

    private (string, SpooledMail) Gather(List<(string Name, SpooledMail Mail)> waiting)
    {
        (string Name, SpooledMail Mail)[] together = [.. waiting.Where(one => one.Mail.GoesWith(waiting[0].Mail) && one.Mail.Replaces.Count == 0)];
        if (together.Length < 2)
        {
            return waiting[0];
        }

        MailDraft draft = MailDigest.Of([.. together.Select(static one => one.Mail.Part)], together[0].Mail.Addressees, options.Form, options.Clock.GetUtcNow());
        SpooledMail digest = SpooledMail.Of(ComposedMail.Of(draft, []), transport.Name, [.. together.Select(static one => one.Name)])
            with
        { Recipients = together[0].Mail.Recipients };
        string name = spool.Add(digest);
        foreach ((string old, _) in together)
        {
            spool.Remove(old);
        }

        return (name, digest);
    }

    /// <summary>False if it still waits and the others may go on.</summary>
    private async ValueTask<bool> SendAsync(string name, SpooledMail mail, CancellationToken stop)
    {
        MailReceipt receipt = await transport
            .SendAsync(new MailEnvelope(mail.Addressees.From.Address, mail.Recipients), mail.Content, stop).ConfigureAwait(false);
        if (receipt.Fate == MailFate.Taken)
        {
            rate.Add();
        }

        if (receipt.Fate == MailFate.Refused)
        {
            PutAside(name, mail, receipt.Answer);
            return true;
        }

        if (receipt.Refused.Count > 0)
        {
            options.Report?.Invoke(Fail.RecipientsRefused(transport.Name, mail.Subject, string.Join("; ", receipt.Refused)));
        }

        IReadOnlyList<string> left = receipt.Fate == MailFate.Taken ? receipt.Later
            : [.. mail.Recipients.Where(one => !receipt.Refused.Any(other => other.Address == one))];
        if (left.Count == 0)
        {
            spool.Remove(name);
            _ = _put.Remove(name);
            return true;
        }

        if (left.Count < mail.Recipients.Count)
        {
            spool.Write(name, mail with { Recipients = left });
        }

        if (options.Clock.GetUtcNow() - mail.Date > s_longestWait)
        {
            PutAside(name, mail, $"for {s_longestWait.Days} days: {receipt.Answer}");
            return true;
        }

        // In order, as long as that holds up the others for a while only.
        _put[name] = _put.GetValueOrDefault(name) + 1;
        return _put[name] > Patience || receipt.Fate == MailFate.Taken ? false : throw Fail.SinkAway(
            transport.Name, $"it does not take the mail '{mail.Subject}' now ({receipt.Answer})", "It is given again.");
    }

    private void PutAside(string name, SpooledMail mail, string answer)
    {
        string to = spool.PutAside(name, answer);
        _ = _put.Remove(name);
        options.Report?.Invoke(Fail.MailRefused(transport.Name, mail.Subject, answer, to));
    }
}
