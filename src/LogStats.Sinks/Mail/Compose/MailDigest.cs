using System.Globalization;
using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>One mail that says all that several would have said, where they are more than the limit lets through.</summary>
internal static class MailDigest
{
    /// <summary>How many mails one digest stands for at most, and how long its text may become.</summary>
    public const int MostMails = 200;
    public const int LongestText = 1 << 20;

    public static MailDraft Of(IReadOnlyList<DigestPart> parts, MailAddressees addressees, MailForm form, DateTimeOffset now)
    {
        string title = SafeText.Line(string.Create(CultureInfo.InvariantCulture, $"{parts.Count:N0} mails, first: {parts[0].Subject}"), 200);
        StringBuilder text = new("These came faster than mails are sent, so they come as one.\n");
        foreach (DigestPart part in parts)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"\n== {part.Subject}\n   {part.Date.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n");
            if (part.Files.Count > 0)
            {
                _ = text.Append("   left out of this mail: ").AppendJoin(", ", part.Files.Select(file => SafeText.Line(file))).Append('\n');
            }

            _ = text.Append('\n').Append(part.Text.TrimEnd('\n')).Append('\n');
        }

        string all = text.ToString();
        return new MailDraft
        {
            Addressees = addressees,
            Id = MessageId.Of(parts.Select(static part => part.Id), addressees),
            Date = now,
            Subject = title,
            Text = all,
            Html = form == MailForm.Html ? MailHtml.Write(title, all, []) : null,
        };
    }
}
