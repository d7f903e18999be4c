using System.Globalization;
using LogStats.Faults;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>
/// Brings mails to a server by SMTP (RFC 5321), several over one connection. Each recipient has an answer of their own: one who
/// is refused keeps the mail from nobody else.
/// </summary>
internal sealed class SmtpTransport(SmtpServer server) : IMailTransport
{
    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(2);

    private SmtpConnection? _connection;

    public string Name => server.Name;

    public async ValueTask OpenAsync(CancellationToken stop)
        => _connection ??= await SmtpConnection.OpenAsync(server, stop).ConfigureAwait(false);

    public async ValueTask<MailReceipt> SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        await OpenAsync(stop).ConfigureAwait(false);
        try
        {
            return await GiveAsync(_connection!, envelope, mail, stop).ConfigureAwait(false);
        }
        catch
        {
            // Nobody knows what the server's next answer would be about.
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask CloseAsync()
    {
        if (_connection is not null)
        {
            try
            {
                using CancellationTokenSource limit = new(s_leave, server.Clock);
                _ = await _connection.AskAsync("QUIT", limit.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is LogStatsException or OperationCanceledException)
            {
                // All that was sent was answered.
            }

            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        SmtpConnection? connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<MailReceipt> GiveAsync(
        SmtpConnection connection, MailEnvelope envelope, ReadOnlyMemory<byte> mail, CancellationToken stop)
    {
        if (connection.Offer.LargestMail is { } largest && mail.Length > largest)
        {
            return new MailReceipt(MailFate.Refused, string.Create(CultureInfo.InvariantCulture,
                $"the mail has {mail.Length:N0} bytes and the server takes {largest:N0}"), [], []);
        }

        string size = connection.Offer.Sizes ? $" SIZE={mail.Length}" : "";
        SmtpReply reply = await connection.AskAsync($"MAIL FROM:<{envelope.From}>{size}", stop).ConfigureAwait(false);
        if (!reply.IsGood)
        {
            return await NotTakenAsync(connection, Sessions(reply), [], [], stop).ConfigureAwait(false);
        }

        List<RefusedRecipient> refused = [];
        List<string> later = [];
        SmtpReply? last = null;
        foreach (string recipient in envelope.To)
        {
            reply = Sessions(await connection.AskAsync($"RCPT TO:<{recipient}>", stop).ConfigureAwait(false));
            if (reply.MayPass)
            {
                later.Add(recipient);
                last = reply;
            }
            else if (!reply.IsGood)
            {
                refused.Add(new RefusedRecipient(recipient, reply.ToString()));
                last ??= reply;
            }
        }

        if (refused.Count + later.Count == envelope.To.Count)
        {
            return await NotTakenAsync(connection, last!, refused, later, stop).ConfigureAwait(false);
        }

        reply = await connection.AskAsync("DATA", stop).ConfigureAwait(false);
        if (reply.Code == 354)
        {
            reply = await connection.GiveAsync(mail, stop).ConfigureAwait(false);
        }

        return reply.IsGood
            ? new MailReceipt(MailFate.Taken, reply.ToString(), refused, later)
            : await NotTakenAsync(connection, Sessions(reply), refused, later, stop).ConfigureAwait(false);
    }

    private static async ValueTask<MailReceipt> NotTakenAsync(
        SmtpConnection connection, SmtpReply reply, IReadOnlyList<RefusedRecipient> refused, IReadOnlyList<string> later, CancellationToken stop)
    {
        _ = await connection.AskAsync("RSET", stop).ConfigureAwait(false);
        return new MailReceipt(reply.MayPass ? MailFate.Later : MailFate.Refused, reply.ToString(), refused, later);
    }

    /// <summary>These are about us and not about the mail: the next mail would hear the same.</summary>
    private SmtpReply Sessions(SmtpReply reply) => reply.Code is 530 or 534 or 535 or 538
        ? throw Fail.SinkAuthentication(server.Name, reply.ToString(), "Give an account, or ask for STARTTLS.")
        : reply;
}
