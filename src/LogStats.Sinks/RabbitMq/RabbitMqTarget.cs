using System.Globalization;
using LogStats.Faults;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.RabbitMq;

/// <summary>
/// <c>amqp://user@host:port/vhost?queue=name&amp;…</c>, or <c>amqps:</c> for TLS. It may name a user and a file with the password, and
/// never a password: everybody on a machine can read command lines.
/// </summary>
internal sealed class RabbitMqTarget : ITargetKind
{
    private const string Tls = "amqps";

    private static readonly string[] s_settings =
    [
        "queue", "exchange", "routing-key", "persistent", "declare", "batch", "heartbeat", "ca", "pin", "certificate", "password-file", "password-env",
    ];

    public IReadOnlyList<string> Forms =>
    [
        "amqp[s]://[USER@]HOST[:PORT]/VHOST?queue=NAME[&persistent=yes&queue-type=quorum&x-max-length=…&password-file=FILE&ca=FILE]",
        "amqp[s]://…?exchange=NAME&routing-key=KEY[&queue=NAME]",
    ];

    public bool Fits(Target target) => target.Scheme is "amqp" or Tls;

    public ISink Open(Target target, TargetOptions options)
    {
        foreach (string name in target.Settings.Keys)
        {
            if (!s_settings.Contains(name, StringComparer.OrdinalIgnoreCase) && !QueueOptions.Knows(name))
            {
                throw TargetCatalog.Wrong(target, $"it has no setting '{Scan.LineText.Show(name)}', only {string.Join(", ", s_settings)}, durable, auto-delete, passive, queue-type and x-… of the queue");
            }
        }

        try
        {
            return RabbitMqSink.Open(new RabbitMqSinkOptions
            {
                Server = Server(target),
                Exchange = target.Settings.GetValueOrDefault("exchange", ""),
                RoutingKey = Setting(target, "routing-key"),
                Queue = Setting(target, "queue"),
                QueueOptions = QueueOptions.Of(target.Settings
                    .Where(static setting => QueueOptions.Knows(setting.Key))
                    .Select(static setting => KeyValuePair.Create(setting.Key, (object?)setting.Value))),
                NoDeclare = !Flag(target, "declare", usual: true),
                Persistent = Flag(target, "persistent", usual: false),
                MessageRows = Number(target, "batch", RabbitMqSinkOptions.UsualMessageRows),
                BatchesStandAlone = options.BatchesStandAlone,
                Note = options.Note,
            });
        }
        catch (LogStatsException fault) when (fault.Id == FaultId.ConfigInvalid && fault.Target != target.Shown)
        {
            throw TargetCatalog.Wrong(target, $"{fault.Message.TrimEnd('.')} {fault.Advice.TrimEnd('.')}");
        }
    }

    /// <summary>The broker that a target names.</summary>
    internal static RabbitMqServerOptions Server(Target target)
    {
        if (!Uri.TryCreate($"{target.Scheme}:{target.Rest}", UriKind.Absolute, out Uri? server) || server.Host.Length == 0
            || server.AbsolutePath.LastIndexOf('/') > 0)
        {
            throw TargetCatalog.Wrong(target, "the host is missing, or more than a virtual host stands behind it (a slash in its name is %2F)");
        }

        if (server.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw TargetCatalog.Wrong(target, "a password does not belong there, where everybody on this machine can read it: use password-file");
        }

        string? user = server.UserInfo.Length > 0 ? Uri.UnescapeDataString(server.UserInfo) : null;
        string path = Uri.UnescapeDataString(server.AbsolutePath.TrimStart('/'));
        return new RabbitMqServerOptions
        {
            Host = server.IdnHost.Trim('[', ']'),
            Port = server.Port > 0 ? server.Port : null,
            VirtualHost = path.Length == 0 ? "/" : path,
            UseTls = target.Scheme == Tls,
            User = user,
            Password = user is null ? null : Password(target),
            AuthorityFile = Setting(target, "ca"),
            CertificatePin = Setting(target, "pin"),
            ClientCertificate = Setting(target, "certificate"),
            Heartbeat = TimeSpan.FromSeconds(Number(target, "heartbeat", 60)),
        };
    }

    private static Func<string> Password(Target target)
        => Setting(target, "password-file") is { } file ? () => TargetSecret.FromFile(file)
            : Setting(target, "password-env") is { } name ? () => TargetSecret.FromVariable(name)
            : throw TargetCatalog.Wrong(target, "it names a user and not where the password is: password-file=FILE or password-env=NAME");

    private static string? Setting(Target target, string name) => target.Settings.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static bool Flag(Target target, string name, bool usual) => Setting(target, name)?.ToLowerInvariant() switch
    {
        null => usual,
        "yes" or "true" => true,
        "no" or "false" => false,
        _ => throw TargetCatalog.Wrong(target, $"'{name}' is yes or no"),
    };

    private static int Number(Target target, string name, int usual) => Setting(target, name) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 1_000_000 ? number
        : throw TargetCatalog.Wrong(target, $"'{name}' is a number from 1 on");
}
