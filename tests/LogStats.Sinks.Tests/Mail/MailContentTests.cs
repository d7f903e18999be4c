using System.Text;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Mail.Compose;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>What a mail says, and that what stood in a log does nothing in it.</summary>
public sealed class MailContentTests
{
    private static readonly MailSinkOptions s_options = new() { Host = "localhost", From = "logs@example.org", To = ["ops@example.org"] };

    [Fact]
    public void Rows_are_a_table_of_the_columns_that_hold_something()
    {
        MailDraft mail = Assert.Single(Compose([.. Samples.Batch(1, 3)])).Draft;
        Assert.Equal($"3 rows of sample from {Environment.MachineName}", mail.Subject);
        string[] lines = mail.Text.Split('\n');
        Assert.StartsWith("Number  Time", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("ExitCode", lines[0], StringComparison.Ordinal); // Null in all three.
        Assert.StartsWith("     1  2019-03-05 03:26:40 +01:00", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, mail.Html!.Split("<tr><td").Length - 1);
        Assert.Contains(">1.95 KB</td>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_is_a_list()
    {
        string text = Assert.Single(Compose(new Sample(10))).Draft.Text;
        Assert.Contains("\nExitCode  23\n", text, StringComparison.Ordinal);
        Assert.Contains("\nModule    RAP-SDS\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_words_of_its_own_gets_a_mail_and_all_others_share_one()
    {
        IReadOnlyList<ComposedMail> mails = Compose(new AlertRow(1, "one", "body 1"), new Sample(1), new AlertRow(2, "two", "body 2"), new PlainRow("plain", 2));
        Assert.Equal(["one", "two", $"2 rows of sample, plain from {Environment.MachineName}"], mails.Select(static mail => mail.Draft.Subject));
        Assert.Equal("body 1\n\nNumber   1\nBecause  one\n", mails[0].Draft.Text);
    }

    [Theory]
    [InlineData("[x] {Subject}", "[x] it burns")]
    [InlineData("{count} of {TABLE}: {Because} {Nothing}", "1 of alert: it burns {Nothing}")]
    public void A_subject_is_filled_in(string template, string expected)
        => Assert.Equal(expected, Assert.Single(Compose(s_options with { Subject = template }, new AlertRow(1, "it burns", ""))).Draft.Subject);

    [Fact]
    public void What_stood_in_a_log_does_nothing_in_a_mail()
    {
        const string Evil = "a\r\nBcc: x@example.org\r\n\r\n.\u001b[31mred\u202Egpj.exe<script>alert(1)</script><img src=http://evil/>\0";
        ComposedMail mail = Assert.Single(Compose(s_options with { Subject = "{Because}" }, new AlertRow(1, Evil, Evil)));
        string wire = Encoding.ASCII.GetString(mail.Content.Span);
        string header = wire[..wire.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("\r\nBcc", header, StringComparison.Ordinal);
        foreach (string part in (string[])[mail.Draft.Subject, mail.Draft.Text, mail.Draft.Html!])
        {
            Assert.DoesNotContain(part, static one => one != '\n' && char.IsControl(one));
            Assert.DoesNotContain('\u202E', part);
        }

        Assert.Contains(@"\x1b[31mred\u202e", mail.Draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Draft.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Draft.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_is_short_and_ascii()
    {
        string long1 = new('x', 5000);
        ComposedMail mail = Assert.Single(Compose(
            s_options with { To = [.. Enumerable.Range(0, 90).Select(static n => $"Überaus langer Name {n} <a{n}@example.org>")] },
            new AlertRow(1, $"Grüße aus Zürich {long1}", $"{long1}\n.\n..\nFrom here\n{new string('é', 3000)}")));
        Assert.DoesNotContain(mail.Content.ToArray(), static one => one > 126);
        Assert.All(Encoding.ASCII.GetString(mail.Content.Span).Split("\r\n"), static line =>
        {
            Assert.True(line.Length <= 78, line);
            Assert.DoesNotContain('\n', line);
        });
    }

    [Fact]
    public void A_name_is_made_of_the_row_and_of_who_gets_it()
    {
        string id = Id(s_options, new Sample(1));
        Assert.Equal(id, Id(s_options with { Subject = "other", Form = MailForm.Text }, new Sample(1) { Text = "told otherwise" }));
        Assert.EndsWith("@example.org>", id, StringComparison.Ordinal);
        string[] others =
        [
            id,
            Id(s_options, new Sample(2)),
            Id(s_options, new Sample(1), new Sample(2)),
            Id(s_options with { To = ["else@example.org"] }, new Sample(1)),
            Id(s_options with { Bcc = ["else@example.org"] }, new Sample(1)),
            Id(s_options, new PlainRow("plain", 1)),
            Id(s_options, new PlainRow("plain", 2)),
            Id(s_options, new PlainRow("other", 2)),
            Id(s_options, new AlertRow(1, "a", "b")),
            Id(s_options, new AlertRow(1, "a", "c")),
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void A_row_without_a_key_is_named_by_all_that_it_says()
    {
        Sample one = new(1) { Key = default, Text = "one" };
        Assert.Equal(Id(s_options, one), Id(s_options, new Sample(1) { Key = default, Text = "one" }));
        Assert.NotEqual(Id(s_options, one), Id(s_options, new Sample(1) { Key = default, Text = "two" }));
    }

    private static string Id(MailSinkOptions options, params IRow[] rows) => Assert.Single(Compose(options, rows)).Id;

    private static IReadOnlyList<ComposedMail> Compose(params IRow[] rows) => Compose(s_options, rows);

    private static IReadOnlyList<ComposedMail> Compose(MailSinkOptions options, params IRow[] rows) => new MailComposer(
        MailAddressees.Parse(options.From, options.To, options.Cc, options.Bcc),
        new SubjectText(options.Subject, Environment.MachineName), options).Compose(rows);
}
