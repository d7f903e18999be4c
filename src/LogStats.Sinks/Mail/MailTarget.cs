using System.Globalization;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.Mail;

/// <summary>
/// <c>smtp://host:port?from=a@b&amp;to=c@d&amp;…</c>, or <c>smtps:</c> for implicit TLS. It may name a user and a file with the
/// password, and never a password: everybody on a machine can read command lines.
/// </summary>
internal sealed class MailTarget : ITargetKind
{
    private const string Implicit = "smtps";

    private static readonly string[] s_settings =
    [
        "from", "to", "cc", "bcc", "subject", "as", "attach", "tls", "pin", "user", "password-file", "password-env", "spool", "limit",
    ];

    public IReadOnlyList<string> Forms => ["smtp://HOST[:PORT]?from=A@B&to=C@D[&to=…][&user=NAME&password-file=FILE]", "smtps://… for TLS from the first byte"];

    public bool Fits(Target target) => target.Scheme is "smtp" or Implicit;

    public ISink Open(Target target, TargetOptions options)
    {
        foreach (string name in target.Settings.Keys)
        {
            if (!s_settings.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw TargetCatalog.Wrong(target, $"it has no setting '{Scan.LineText.Show(name)}', only {string.Join(", ", s_settings)}");
            }
        }

        if (!Uri.TryCreate($"{target.Scheme}:{target.Rest}", UriKind.Absolute, out Uri? server) || server.Host.Length == 0 || server.AbsolutePath is not ("" or "/"))
        {
            throw TargetCatalog.Wrong(target, "the server is missing, or more than it and a port stands there");
        }

        if (server.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw TargetCatalog.Wrong(target, "a password does not belong there, where everybody on this machine can read it: use password-file");
        }

        string? user = server.UserInfo.Length > 0 ? Uri.UnescapeDataString(server.UserInfo) : target.Settings.GetValueOrDefault("user");
        return MailSink.Open(new MailSinkOptions
        {
            Host = server.Host,
            Port = server.Port > 0 && !server.IsDefaultPort ? server.Port : Port(target, server),
            Tls = Tls(target),
            CertificatePin = target.Settings.GetValueOrDefault("pin"),
            User = user,
            Password = user is null ? null : Password(target),
            From = target.Settings.GetValueOrDefault("from") ?? throw TargetCatalog.Wrong(target, "it does not say from whom: from=A@B"),
            To = target.All("to"),
            Cc = target.All("cc"),
            Bcc = target.All("bcc"),
            Subject = target.Settings.GetValueOrDefault("subject"),
            Form = target.Settings.GetValueOrDefault("as", "html").ToLowerInvariant() switch
            {
                "html" => MailForm.Html,
                "text" => MailForm.Text,
                _ => throw TargetCatalog.Wrong(target, "'as' is html or text"),
            },
            Attachments = target.All("attach"),
            SpoolPath = target.Settings.GetValueOrDefault("spool") is { } spool && spool != "none" ? spool : null,
            NoSpool = target.Settings.GetValueOrDefault("spool") == "none",
            Limit = Limit(target),
            Refused = options.Refused,
            Warn = options.Note,
            Report = options.Report,
        });
    }

    // A port that was typed counts, even if .NET takes it for the usual one of the scheme.
    private static int? Port(Target target, Uri server)
        => server.IsDefaultPort && server.Port > 0 && target.Rest.TrimEnd('/').EndsWith($":{server.Port}", StringComparison.Ordinal) ? server.Port : null;

    private static MailTls? Tls(Target target) => (target.Scheme, target.Settings.GetValueOrDefault("tls")?.ToLowerInvariant()) switch
    {
        (Implicit, null or "implicit") => MailTls.Implicit,
        (Implicit, _) => throw TargetCatalog.Wrong(target, "smtps is TLS from the first byte; write smtp for anything else"),
        (_, null) => null,
        (_, "starttls") => MailTls.StartTls,
        (_, "none") => MailTls.None,
        (_, "implicit") => MailTls.Implicit,
        _ => throw TargetCatalog.Wrong(target, "'tls' is starttls, implicit or none"),
    };

    private static Func<string> Password(Target target)
        => target.Settings.GetValueOrDefault("password-file") is { } file ? () => TargetSecret.FromFile(file)
            : target.Settings.GetValueOrDefault("password-env") is { } name ? () => TargetSecret.FromVariable(name)
            : throw TargetCatalog.Wrong(target, "it names a user and not where the password is: password-file=FILE or password-env=NAME");

    private static int Limit(Target target) => target.Settings.GetValueOrDefault("limit") is not { } text ? 20
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0 ? limit
        : throw TargetCatalog.Wrong(target, "'limit' is how many mails may be sent in ten minutes");
}
