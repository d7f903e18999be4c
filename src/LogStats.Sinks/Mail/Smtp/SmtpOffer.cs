using System.Globalization;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>What a server says that it can, in answer to EHLO.</summary>
internal sealed class SmtpOffer
{
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);

    public SmtpOffer(SmtpReply reply)
    {
        foreach (string line in reply.Lines.Skip(1))
        {
            // "AUTH=LOGIN" is how old servers say it.
            string[] parts = line.Split([' ', '='], 2);
            _words[parts[0]] = $"{_words.GetValueOrDefault(parts[0])} {(parts.Length > 1 ? parts[1] : "")}".Trim();
        }
    }

    public bool StartTls => _words.ContainsKey("STARTTLS");

    public bool Sizes => _words.ContainsKey("SIZE");

    /// <summary>How many bytes a mail may have; null where the server names none.</summary>
    public long? LargestMail => long.TryParse(_words.GetValueOrDefault("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size > 0
        ? size : null;

    public bool Login(string way) => _words.GetValueOrDefault("AUTH", "").Split(' ').Contains(way, StringComparer.OrdinalIgnoreCase);
}
