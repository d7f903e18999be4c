using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// Writes a mail as it goes over the line (RFC 5322, MIME): ASCII alone, lines of at most 78 characters, CR LF. Text
/// goes as quoted-printable, files as base64, so that no server has a reason to change a byte.
/// </summary>
internal static class MimeMessage
{
    private const int BytesOfLine = 57;

    public static byte[] Write(MailDraft draft)
    {
        ArrayBufferWriter<byte> output = new(4096);
        Header(output, "From", HeaderText.Mailboxes([draft.Addressees.From]));
        if (draft.Addressees.To.Count > 0)
        {
            Header(output, "To", HeaderText.Mailboxes(draft.Addressees.To));
        }

        if (draft.Addressees.Cc.Count > 0)
        {
            Header(output, "Cc", HeaderText.Mailboxes(draft.Addressees.Cc));
        }

        if (draft.Addressees is { To.Count: 0, Cc.Count: 0 })
        {
            Header(output, "To", "undisclosed-recipients:;");
        }

        Header(output, "Subject", HeaderText.Unstructured(draft.Subject, "Subject: ".Length));
        Header(output, "Date", draft.Date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(output, "Message-ID", draft.Id);
        Header(output, "Auto-Submitted", "auto-generated");
        Header(output, "MIME-Version", "1.0");
        Body(output, draft);
        return output.WrittenSpan.ToArray();
    }

    private static void Body(ArrayBufferWriter<byte> output, MailDraft draft)
    {
        // Neither quoted-printable nor base64 can hold "=_", so no part can end its own mail.
        const string Mixed = "=_mixed";
        if (draft.Attachments.Count == 0)
        {
            Content(output, draft);
            return;
        }

        Header(output, "Content-Type", $"multipart/mixed; boundary=\"{Mixed}\"");
        Boundary(output, Mixed, "");
        Content(output, draft);
        foreach (MailAttachment file in draft.Attachments)
        {
            Boundary(output, Mixed, "");
            Header(output, "Content-Type", file.Type);
            Header(output, "Content-Disposition", "attachment" + HeaderText.FileName(file.Name));
            Header(output, "Content-Transfer-Encoding", "base64");
            output.Write("\r\n"u8);
            Base64(output, file.Content.Span);
        }

        Boundary(output, Mixed, "--");
    }

    private static void Content(ArrayBufferWriter<byte> output, MailDraft draft)
    {
        const string Alternative = "=_alternative";
        if (draft.Html is null)
        {
            Text(output, "plain", draft.Text);
            return;
        }

        Header(output, "Content-Type", $"multipart/alternative; boundary=\"{Alternative}\"");
        Boundary(output, Alternative, "");
        Text(output, "plain", draft.Text);
        Boundary(output, Alternative, "");
        Text(output, "html", draft.Html);
        Boundary(output, Alternative, "--");
    }

    private static void Text(ArrayBufferWriter<byte> output, string kind, string text)
    {
        Header(output, "Content-Type", $"text/{kind}; charset=utf-8");
        Header(output, "Content-Transfer-Encoding", "quoted-printable");
        output.Write("\r\n"u8);
        QuotedPrintable.Write(text, output);
    }

    private static void Base64(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> content)
    {
        for (int at = 0; at < content.Length; at += BytesOfLine)
        {
            ReadOnlySpan<byte> line = content[at..Math.Min(at + BytesOfLine, content.Length)];
            _ = System.Buffers.Text.Base64.EncodeToUtf8(line, output.GetSpan(80), out _, out int written);
            output.Advance(written);
            output.Write("\r\n"u8);
        }
    }

    private static void Boundary(ArrayBufferWriter<byte> output, string boundary, string end)
        => _ = Encoding.ASCII.GetBytes($"\r\n--{boundary}{end}\r\n", output);

    private static void Header(ArrayBufferWriter<byte> output, string name, string value)
        => _ = Encoding.ASCII.GetBytes($"{name}: {value}\r\n", output);
}
