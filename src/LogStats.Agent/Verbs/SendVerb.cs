using System.CommandLine;
using System.Runtime.CompilerServices;
using LogStats.Agent.Terminal;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Ship;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Sends the lines of growing logs to a receiver, each once, through rotation and whatever happens to either side.</summary>
internal sealed class SendVerb : Command
{
    private const string TokenVariable = "LOGSTATS_TOKEN";
    private const string TokenCredential = "logstats-token";
    private const int TriesOnce = 8;

    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly Argument<string[]> _files = NoOptions.In(new("file")
    {
        Description = "The logs: files, there or not yet, and wildcards",
        Arity = ArgumentArity.OneOrMore,
    });

    private readonly Option<string> _to = new("--to") { Description = "The receiver, such as https://host:5001", HelpName = "uri", Required = true };
    private readonly Option<string?> _checkpoint = One("--checkpoint", "Remember under this name how far it got (send by default); two senders cannot share one", "name");
    private readonly Option<string?> _state = One("--state", "The database that checkpoints are kept in (this account's own by default)", "file");
    private readonly Option<string?> _from = One("--from", "Where to begin the first time: beginning (the default) or end", "place");
    private readonly Option<bool> _once = new("--once") { Description = "Send what is there, then end; a receiver that is away is not waited for long" };
    private readonly Option<string[]> _exclude = Several("--exclude", "Leave these files out: a wildcard of their name, or of the whole path where there is a slash in it", "wildcard");
    private readonly Option<string[]> _notMatch = Several("--not-match", "Leave out lines that hold all of these texts, and count them", "text");
    private readonly Option<string?> _tokenFile = One("--token-file", $"The token that the receiver knows this machine by; or the name of a credential of systemd ({TokenCredential} by default)", "file");
    private readonly Option<string?> _tokenName = One("--token-env", $"The environment variable that holds it ({TokenVariable} by default)", "name");
    private readonly Option<string?> _authority = One("--ca", "Believe receivers whose certificate these authorities signed, and no others", "file");
    private readonly Option<string?> _pin = One("--pin", "Believe the receiver whose public key has this SHA-256, and no other", "pin");
    private readonly Option<string?> _certificate = One("--certificate", "The certificate of this machine, where the receiver wants one", "file");
    private readonly Option<string?> _key = One("--key", "Its key, if that is in a file of its own", "file");
    private readonly Option<bool> _open = new("--allow-unencrypted") { Description = "Send the token over plain HTTP to another machine too" };
    private readonly Option<bool> _gzip = new("--gzip") { Description = "Compress what is sent" };
    private readonly Option<int?> _lines = NumberOption.Create("--batch", 1, "How many lines go at once (10000 by default)");
    private readonly Option<int?> _connections = NumberOption.Create("--connections", 1, "How many batches are on their way at once (4 by default)");
    private readonly Option<string?> _memory = SizeOption.Create("--memory", "How many bytes of lines are held at once (32MB by default)");
    private readonly Option<string?> _timeout = One("--timeout", "How long an answer may take (60s by default)", "span");
    private readonly Option<string?> _interval = One("--interval", "Look at least this often, such as 5s (1s by default)", "span");
    private readonly Option<string?> _spool = One("--spool", "Keep batches here while the receiver is away, so that their logs may be removed", "folder");
    private readonly Option<string?> _spoolLimit = SizeOption.Create("--spool-limit", "How much may wait there (1GB by default)");
    private readonly Option<string?> _protocol = One("--protocol", "batches (the default), or upload for receivers of the old form, which may store lines twice", "name");
    private readonly Option<string?> _host = One("--host-name", "What this machine is called at a receiver of the old form (its own name by default)", "name");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but warnings" };

    public SendVerb()
        : base("send", "Send the lines of growing logs to 'logstats receive', each once")
    {
        Add(_files);
        foreach (Option option in (Option[])[
            _to, _checkpoint, _state, _from, _once, _exclude, _notMatch, _tokenFile, _tokenName, _authority, _pin, _certificate, _key, _open, _gzip, _lines,
            _connections, _memory, _timeout, _interval, _spool, _spoolLimit, _protocol, _host, _quiet])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    // What it names beyond the verb is found only where something is sent.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Interruption.Grace = TimeSpan.FromSeconds(10);
        Screen screen = Screen.Default;
        bool quiet = parsed.GetValue(_quiet);
        using SqliteCheckpoints store = OpenStore(screen, parsed.GetValue(_state));
        ShipOptions options = Ship(parsed) with
        {
            Tell = told => Tell(screen, told.Path, told.Text, told.IsWarning, quiet),
        };
        await using BatchSender sender = new(options, new FollowOptions
        {
            Paths = parsed.GetRequiredValue(_files),
            Exclude = parsed.GetValue(_exclude) ?? [],
            From = parsed.GetValue(_from) is string from ? ReadRequest.Word<FollowStart>("--from", from) : FollowStart.Saved,
            PollInterval = parsed.GetValue(_interval) is string span ? Interval(span) : TimeSpan.FromSeconds(1),
            Store = store,
            Name = parsed.GetValue(_checkpoint) ?? "send",
            Tell = told => Tell(screen, told.Path, told.Text, told.IsWarning, quiet),
        })
        {
            Ready = ServiceNotice.Ready,
        };
        try
        {
            await sender.RunAsync(parsed.GetValue(_once), stop);
        }
        finally
        {
            ServiceNotice.Stopping();
            if (!quiet)
            {
                Account(screen, sender.Account, options.ToString());
            }
        }

        return sender.Account is { StoppedFiles: 0, TooLong: 0, LostBytes: 0 } ? ExitCode.Done : ExitCode.PartlyDone;
    }

    private ShipOptions Ship(ParseResult parsed)
    {
        ShipOptions usual = new() { Address = Address(parsed.GetRequiredValue(_to)) };
        return usual with
        {
            Protocol = parsed.GetValue(_protocol) is string protocol ? ReadRequest.Word<ShipProtocol>("--protocol", protocol) : usual.Protocol,
            HostName = parsed.GetValue(_host),
            Token = Token(parsed.GetValue(_tokenFile), parsed.GetValue(_tokenName)),
            AllowUnencrypted = parsed.GetValue(_open),
            AuthorityFile = parsed.GetValue(_authority),
            CertificatePin = parsed.GetValue(_pin),
            CertificateFile = parsed.GetValue(_certificate),
            KeyFile = parsed.GetValue(_key),
            Compress = parsed.GetValue(_gzip),
            BatchLines = parsed.GetValue(_lines) ?? usual.BatchLines,
            Connections = parsed.GetValue(_connections) ?? usual.Connections,
            Budget = SizeOption.Read(parsed, _memory, 1 << 20, long.MaxValue >> 1) ?? usual.Budget,
            Timeout = parsed.GetValue(_timeout) is string timeout ? TimeText.ReadSpan("--timeout", timeout) : usual.Timeout,
            Skip = parsed.GetValue(_notMatch) ?? [],
            SpoolFolder = parsed.GetValue(_spool),
            SpoolLimit = SizeOption.Read(parsed, _spoolLimit, 1 << 20, long.MaxValue >> 1) ?? usual.SpoolLimit,
            Retry = parsed.GetValue(_once) ? new RetryOptions { Tries = TriesOnce } : usual.Retry,
        };
    }

    private static Uri Address(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address : throw Fail.Value("--to", "***", "an address such as https://host:5001");

    /// <summary>From where others cannot read it: never from the command line.</summary>
    private static string? Token(string? file, string? variable)
    {
        if (file is not null && variable is not null)
        {
            throw Fail.Value("--token-env", variable, "one place for the token: a file or the environment");
        }

        if (file is not null)
        {
            return TargetSecret.FromFile(file);
        }

        if (variable is not null || Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 })
        {
            return TargetSecret.FromVariable(variable ?? TokenVariable);
        }

        return Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder && File.Exists(Path.Join(folder, TokenCredential))
            ? TargetSecret.FromFile(TokenCredential) : null;
    }

    /// <summary>Positions that cannot be trusted are put aside. The receiver knows how far it has every file.</summary>
    private static SqliteCheckpoints OpenStore(Screen screen, string? path)
    {
        try
        {
            return Open(path);
        }
        catch (LogStatsException fault) when (fault.Id == FaultId.CheckpointCorrupt)
        {
            screen.Warn($"{fault.Message} How far each file is sent is asked of the receiver.");
            return Open(path);
        }
    }

    private static SqliteCheckpoints Open(string? path)
        => path is null ? SqliteCheckpoints.OpenUsual(TimeProvider.System) : SqliteCheckpoints.Open(path, TimeProvider.System);

    /// <summary>One of nothing would keep a core busy; a very long one is more than a timer can count.</summary>
    private static TimeSpan Interval(string text)
    {
        TimeSpan span = TimeText.ReadSpan("--interval", text);
        return span >= s_shortest && span <= s_longest ? span : throw Fail.Value("--interval", text, "a span from 10ms to 1d, such as 5s");
    }

    private static void Tell(Screen screen, string? path, string text, bool isWarning, bool quiet)
    {
        if (isWarning || !quiet)
        {
            screen.Note($"{(isWarning ? "warning: " : "")}{(path is null ? "" : LineText.Show(path) + ": ")}{LineText.Show(text)}");
        }
    }

    private static void Account(Screen screen, ShipAccount account, string target)
    {
        screen.Note($"{Amount.Of(account.Read, "line")} read: {account.Sent:N0} sent, {account.Had:N0} were there already, {account.Skipped:N0} skipped"
            + (account.StoppedFiles > 0 ? $", {account.Stopped:N0} of {Amount.Of(account.StoppedFiles, "file")} not sent any further" : "")
            + (account.TooLong > 0 ? $"; {account.TooLong:N0} too long" : ""));
        screen.Note($"{target}: {Amount.Of(account.Batches, "batch")}, {ByteSize.Text(account.Bytes)}"
            + (account.LostBytes > 0 ? $"; {ByteSize.Text(account.LostBytes)} are lost" : ""));
    }

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static Option<string[]> Several(string name, string description, string value)
        => new(name) { Description = description, HelpName = value, AllowMultipleArgumentsPerToken = true };
}
