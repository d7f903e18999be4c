using LogStats.Faults;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>From whom to whom.</summary>
internal sealed record MailAddressees(Mailbox From, IReadOnlyList<Mailbox> To, IReadOnlyList<Mailbox> Cc, IReadOnlyList<Mailbox> Bcc)
{
    private const int Most = 100;

    /// <summary>The addresses of all who get it, each once.</summary>
    public IReadOnlyList<string> Recipients { get; } =
        [.. To.Concat(Cc).Concat(Bcc).Select(static one => one.Address).Distinct(StringComparer.Ordinal)];

    /// <exception cref="LogStatsException">One is no address, or there is nobody to write to.</exception>
    public static MailAddressees Parse(string from, IReadOnlyList<string> to, IReadOnlyList<string> cc, IReadOnlyList<string> bcc)
    {
        MailAddressees all = new(Mailbox.Parse("From", from), Each("To", to), Each("Cc", cc), Each("Bcc", bcc));
        return all.Recipients.Count is > 0 and <= Most
            ? all
            : throw Fail.Value("To", all.Recipients.Count == 0 ? "" : $"{all.Recipients.Count} addresses", $"1 to {Most} addresses in To, Cc and Bcc together");
    }

    private static Mailbox[] Each(string setting, IReadOnlyList<string> texts) => [.. texts.Select(text => Mailbox.Parse(setting, text))];
}
