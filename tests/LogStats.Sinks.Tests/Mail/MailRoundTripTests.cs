using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Sinks.Mail.Compose;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>Random mails, read by Python's own parser: what went in comes out, and nothing else.</summary>
public sealed class MailRoundTripTests : IDisposable
{
    private const int Mails = 150;
    private const int Size = 12;

    // A longer name takes several encoded words, and Python puts blanks between them, which RFC 2047 does not.
    private const int LongestOfOneWord = 39;

    private static readonly string[] s_pieces =
    [
        " ", "  ", "=", "=?", "?=", "=?utf-8?B?", "\"", "\\", "<", ">", "@", ",", ";", ":", "(", ")", ".", "..", "\t", "\r", "\n", "\r\n", "\0",
        "\u001b[31m", "\u202e", "\u2028", "é", "ß", "日本語", "☎", "😀", "e\u0301", "a", "word", "From ", "Bcc: x@y.example", "--=_mixed", new string('x', 90),
    ];

    private readonly TempFolder _folder = new();

    [NeedsToolFact("python3")]
    public void What_goes_in_comes_out()
    {
        Gen<string> text = Gen.Elements(s_pieces).ArrayOf().Select(string.Concat);
        Gen<Mailbox> mailbox = text.SelectMany(name => Gen.Choose(0, 99).Select(number
            => Mailbox.Parse("To", $"\"{SafeText.Line(name, 120).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <a.{number}+x@example.org>")));
        Gen<MailDraft> draft =
            from subject in text
            from body in text
            from html in text
            from to in mailbox.NonEmptyListOf()
            from cc in mailbox.ListOf()
            from names in text.ListOf()
            from bytes in Gen.Choose(0, 255).Select(static one => (byte)one).ArrayOf()
            select new MailDraft
            {
                Addressees = new MailAddressees(to[0], [.. to], [.. cc], [Mailbox.Parse("Bcc", "hidden@example.org")]),
                Id = "<1@example.org>",
                Date = DateTimeOffset.UnixEpoch,
                Subject = SafeText.Line(subject),
                Text = SafeText.Lines(body),
                Html = html.Length % 2 == 0 ? SafeText.Lines(html) : null,
                Attachments = [.. names.Select((name, at) => new MailAttachment($"{at}{SafeText.Line(name).Replace('/', '_')}.bin", bytes))],
            };
        MailDraft[] drafts = [.. draft.Sample(Size, Mails)];
        for (int at = 0; at < drafts.Length; at++)
        {
            byte[] mail = MimeMessage.Write(drafts[at]);
            File.WriteAllBytes(Name(at), mail.AsSpan().EndsWith("\r\n"u8) ? mail : [.. mail, .. "\r\n"u8]);
        }

        (int code, string output) = Tool.Run("python3", [Path.Join(AppContext.BaseDirectory, "Mail", "read_mails.py"), .. drafts.Select((_, at) => Name(at))]);
        Assert.Equal(0, code);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(drafts.Length, lines.Length);
        for (int at = 0; at < drafts.Length; at++)
        {
            Same(drafts[at], JsonDocument.Parse(lines[at]).RootElement);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void Same(MailDraft draft, JsonElement read)
    {
        // Blanks at the end of a header do not come through any parser.
        Assert.Equal(draft.Subject.TrimEnd(), read.GetProperty("Subject").GetString()!.TrimEnd());
        Assert.Equal(draft.Text.TrimEnd('\n'), read.GetProperty("Text").GetString()!.TrimEnd('\n'));
        Assert.Equal(draft.Html?.TrimEnd('\n'), read.GetProperty("Html").GetString()?.TrimEnd('\n'));
        Assert.Equal(draft.Addressees.To.Select(Shown), Shown(read.GetProperty("To")));
        Assert.Equal(draft.Addressees.Cc.Select(Shown), Shown(read.GetProperty("Cc")));
        Assert.Equal(0, read.GetProperty("Bcc").GetArrayLength());
        Assert.Equal(draft.Attachments.Select(static file => (file.Name, Convert.ToBase64String(file.Content.Span))),
            read.GetProperty("Files").EnumerateArray().Select(static file => (file[0].GetString()!, file[2].GetString()!)));
        Assert.Equal(0, read.GetProperty("Defects").GetArrayLength());
        Assert.InRange(read.GetProperty("Longest").GetInt32(), 0, 78);
        Assert.Equal(0, read.GetProperty("Bare").GetInt32());
    }

    private static string Shown(Mailbox one) => Shown(one.Name, one.Address);

    private static IEnumerable<string> Shown(JsonElement addresses)
        => addresses.EnumerateArray().Select(static one => Shown(one[0].GetString()!, one[1].GetString()!));

    // Python makes one blank of several in a name.
    private static string Shown(string name, string address) => string.Join(
        System.Text.Encoding.UTF8.GetByteCount(name) > LongestOfOneWord ? "" : " ",
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries)) + $" <{address}>";

    private string Name(int at) => _folder[at.ToString("D4", CultureInfo.InvariantCulture)];
}
