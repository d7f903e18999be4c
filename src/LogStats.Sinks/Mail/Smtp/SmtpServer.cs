using System.Net;
using LogStats.Faults;
using LogStats.Scan;
using LogStats.Sinks.Tls;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>Where a server is, how the way to it is kept secret, and who logs in. Checked, and what was left out filled in.</summary>
internal sealed record SmtpServer
{
    private const int Relay = 25;
    private const int Submission = 587;
    private const int ImplicitTls = 465;

    private SmtpServer()
    {
    }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required MailTls Tls { get; init; }

    public required TlsTrust Trust { get; init; }

    public required string? User { get; init; }

    public required Func<string>? Password { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan AnswerTimeout { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>For messages, and to know mails again that were meant for this server.</summary>
    public string Name => $"{(Tls == MailTls.Implicit ? "smtps" : "smtp")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";

    /// <exception cref="LogStatsException">Something would be sent in clear that must not be, or is no value.</exception>
    public static SmtpServer Of(MailSinkOptions options)
    {
        string host = options.Host.Trim('[', ']');
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Fail.Value("the mail server", LineText.Show(host), "a host name or an address");
        }

        bool near = IsLoopback(host);
        MailTls tls = options.Tls ?? (options.Port == ImplicitTls ? MailTls.Implicit : near && options.User is null ? MailTls.None : MailTls.StartTls);
        if (tls == MailTls.None && !near)
        {
            throw Fail.Value("TLS", "None", $"StartTls or Implicit: mails would go to '{host}' in clear. None is for a server on this machine");
        }

        if (tls == MailTls.None && options.User is not null)
        {
            throw Fail.Value("TLS", "None", "StartTls or Implicit: the password would go to the server in clear");
        }

        return new SmtpServer
        {
            Host = host,
            Port = options.Port ?? (tls == MailTls.Implicit ? ImplicitTls : near ? Relay : Submission),
            Tls = tls,
            Trust = new TlsTrust(options.CertificatePin),
            User = options.User is { } user && user.Any(static one => char.IsControl(one))
                ? throw Fail.Value("the user", LineText.Show(user), "a name without control characters") : options.User,
            Password = options.Password,
            ConnectTimeout = Positive("ConnectTimeout", options.ConnectTimeout),
            AnswerTimeout = Positive("AnswerTimeout", options.AnswerTimeout),
            Clock = options.Clock,
        };
    }

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static TimeSpan Positive(string name, TimeSpan span) => span > TimeSpan.Zero && span < TimeSpan.FromDays(1)
        ? span : throw Fail.Value(name, span.ToString(), "a span above zero and below a day, such as 10s");
}
