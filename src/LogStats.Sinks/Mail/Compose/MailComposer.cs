using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>How rows become mails: each that knows its words gets one of its own, all others of a batch share one.</summary>
internal sealed class MailComposer(MailAddressees addressees, SubjectText subject, MailSinkOptions options)
{
    /// <summary>The mails of a batch, in the order of its rows; the same for the same batch, but for their date.</summary>
    public IReadOnlyList<ComposedMail> Compose(IReadOnlyList<IRow> batch)
    {
        MailAttachment[] files = [.. options.Attachments.Select(MailAttachment.Read)];
        List<ComposedMail> mails = [];
        List<IRow> shared = [];
        foreach (IRow row in batch)
        {
            if (row is IMailText own && own.GetMailText() is { Subject.Length: > 0 } text)
            {
                mails.Add(One([row], text.Subject, SafeText.Lines(text.Body), text.WithColumns ? text.Table ?? [row] : [], files));
            }
            else
            {
                shared.Add(row);
            }
        }

        if (shared.Count > 0)
        {
            mails.Add(One(shared, null, "", shared, files));
        }

        return mails;
    }

    private ComposedMail One(IReadOnlyList<IRow> rows, string? own, string body, IReadOnlyList<IRow> shown, MailAttachment[] files)
    {
        string title = subject.Of(rows, own);
        IReadOnlyList<RowTable> tables = RowTable.Of(shown);
        return ComposedMail.Of(new MailDraft
        {
            Addressees = addressees,
            Id = MessageId.Of(rows, addressees),
            Date = options.Clock.GetUtcNow(),
            Subject = title,
            Text = Text(body, tables),
            Html = options.Form == MailForm.Html ? MailHtml.Write(title, body, tables) : null,
            Attachments = files,
        }, rows);
    }

    private static string Text(string body, IReadOnlyList<RowTable> tables)
    {
        StringBuilder text = new(body.TrimEnd('\n'));
        foreach (RowTable table in tables)
        {
            _ = text.Append(text.Length == 0 ? "" : "\n\n");
            _ = tables.Count > 1 ? text.Append(table.Name).Append("\n\n") : text;
            TableText.Write(table, text);
        }

        return text.Length > 0 && text[^1] == '\n' ? text.ToString() : text.Append('\n').ToString();
    }
}
