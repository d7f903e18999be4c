using System.CommandLine;
using LogStats.Agent.Terminal;
using LogStats.Faults;
using LogStats.Scan;
using LogStats.Sinks.Sftp;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Sends what a receiver keeps to an SFTP server, each file complete and once, whatever happens to either side.</summary>
internal sealed class ForwardVerb : Command
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly Argument<string> _directory = new("DIRECTORY") { Description = "The directory of 'logstats receive'; what was sent is moved to 'sent' in it, what could not be sent to 'failed'" };
    private readonly Option<string> _to = new("--to") { Description = "The server and the folder there: sftp://user@host:22/folder, or sftp://user@host/~/folder below the account's own", HelpName = "uri", Required = true };
    private readonly Option<bool> _once = new("--once") { Description = "Send what is there, then end" };
    private readonly Option<string?> _interval = One("--interval", "Look this often (60s by default)", "span");
    private readonly Option<string?> _key = One("--key", "A private key that nobody else may read, or the name of a credential of systemd (those of the ssh configuration by default)", "file");
    private readonly Option<string?> _knownHosts = One("--known-hosts", "The host keys that are believed (those of the ssh configuration by default)", "file");
    private readonly Option<string?> _fingerprint = One("--fingerprint", "Believe the server whose host key has this fingerprint, and no other", "SHA256:…");
    private readonly Option<string?> _passphrase = One("--passphrase-file", "The pass phrase of the key; or the name of a credential of systemd", "file");
    private readonly Option<string?> _password = One("--password-file", "The password of the account, where it has no key; or the name of a credential of systemd", "file");
    private readonly Option<int?> _tries = NumberOption.Create("--tries", 1, "How often a file is tried until it counts as failed (3 by default); those are tried again later");
    private readonly Option<string?> _pause = One("--pause", "How long is waited in between (5s by default)", "span");
    private readonly Option<string?> _timeout = One("--timeout", "How long a step may take; a long file may take longer (60s by default)", "span");
    private readonly Option<bool> _manifest = new("--manifest") { Description = "Send the manifest of each file behind it" };
    private readonly Option<bool> _verify = new("--verify") { Description = "Read each file back before it gets its name" };
    private readonly Option<string?> _layout = One("--layout", "flat (the default): all files side by side; or source: a folder for each source", "name");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but warnings" };

    public ForwardVerb()
        : base("forward", "Send the files that 'logstats receive' closed to an SFTP server, each once")
    {
        Add(_directory);
        foreach (Option option in (Option[])[
            _to, _once, _interval, _key, _knownHosts, _fingerprint, _passphrase, _password, _tries, _pause, _timeout, _manifest, _verify, _layout, _quiet])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Interruption.Grace = TimeSpan.FromSeconds(10);
        Screen screen = Screen.Default;
        bool quiet = parsed.GetValue(_quiet);
        bool once = parsed.GetValue(_once);
        ForwardOptions options = new()
        {
            Directory = parsed.GetRequiredValue(_directory),
            Server = Server(parsed),
            BySource = parsed.GetValue(_layout) switch { null or "flat" => false, "source" => true, string other => throw Fail.Value("--layout", other, "flat or source") },
            WithManifest = parsed.GetValue(_manifest),
            Interval = Span(parsed, _interval, s_shortest) ?? TimeSpan.FromMinutes(1),
            Sent = quiet ? null : receipt => screen.Note($"{LineText.Show(receipt.Path)}: {ByteSize.Text(receipt.Bytes)} {(receipt.Outcome == LogSftpOutcome.Sent ? "sent" : "were there already")}"),
            Report = screen.Tell,
            Note = quiet ? null : screen.Note,
        };
        using ArchiveForward forward = new(options) { Ready = ServiceNotice.Ready };
        try
        {
            await forward.RunAsync(once, stop);
        }
        catch (OperationCanceledException) when (!once && stop.IsCancellationRequested)
        {
            // A service is ended so; what is there is where it belongs.
        }
        finally
        {
            ServiceNotice.Stopping();
            if (!quiet)
            {
                Account(screen, forward.Account, options.Server.ToString());
            }
        }

        return forward.Account is { Failed: 0, Waiting: 0 } ? ExitCode.Done : ExitCode.PartlyDone;
    }

    private SftpOptions Server(ParseResult parsed)
    {
        string? passphrase = parsed.GetValue(_passphrase);
        string? password = parsed.GetValue(_password);
        if (password is not null && (passphrase ?? parsed.GetValue(_key)) is not null)
        {
            throw Fail.Value("--password-file", password, "a key, or a password, and not both");
        }

        SftpOptions usual = new() { Address = SftpAddress.Parse(parsed.GetRequiredValue(_to)) };
        return usual with
        {
            KeyFile = parsed.GetValue(_key),
            KnownHosts = parsed.GetValue(_knownHosts),
            Fingerprint = parsed.GetValue(_fingerprint),
            Secret = (passphrase ?? password) is { } file ? () => TargetSecret.FromFile(file) : null,
            IsPassword = password is not null,
            Tries = parsed.GetValue(_tries) ?? usual.Tries,
            Pause = Span(parsed, _pause, TimeSpan.Zero) ?? usual.Pause,
            Timeout = Span(parsed, _timeout, s_shortest) ?? usual.Timeout,
            Verify = parsed.GetValue(_verify),
        };
    }

    private static TimeSpan? Span(ParseResult parsed, Option<string?> option, TimeSpan least)
        => parsed.GetValue(option) is not string text ? null
            : TimeText.ReadSpan(option.Name, text) is var span && span >= least && span <= s_longest ? span
            : throw Fail.Value(option.Name, text, "a span of up to 1d, such as 5s");

    private static void Account(Screen screen, ForwardAccount account, string target)
    {
        screen.Note($"{Amount.Of(account.Sent, "file")} sent, {account.Had:N0} were there already, {account.Failed:N0} failed, {account.Waiting:N0} waiting");
        screen.Note($"{target}: {ByteSize.Text(account.Bytes)}");
    }

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
