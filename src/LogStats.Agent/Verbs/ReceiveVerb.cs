using System.CommandLine;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LogStats.Agent.Receiver;
using LogStats.Agent.Terminal;
using LogStats.Faults;
using LogStats.Receive;
using LogStats.Scan;
using LogStats.Sinks.Sqlite;

namespace LogStats.Agent.Verbs;

/// <summary>Receives batches of lines over HTTP, and keeps each line once, in files of its source and window.</summary>
internal sealed class ReceiveVerb : Command
{
    private const string UsualState = ".ledger.db";
    private const long LargestBatch = 256L << 20;

    private readonly Option<string[]> _listen = Several("--listen", "Where to listen, such as https://0.0.0.0:5001; for some sources only: https://[::]:5002=web1,web2 (http://127.0.0.1:5000 by default)", "uri");
    private readonly Option<string?> _directory = One("--directory", "Where to keep the files: a folder for each source", "folder");
    private readonly Option<string?> _prefix = One("--prefix", "What their names begin with (log by default)", "name");
    private readonly Option<string?> _window = One("--window", "How much time goes into one file (20m by default)", "span");
    private readonly Option<string?> _by = One("--by", "Which time: time, the one in the line, the default; or arrival", "time");
    private readonly Option<string?> _grace = One("--grace", "How long after its window, and after its last line, a file is closed for good (2m by default)", "span");
    private readonly Option<string?> _state = One("--state", "The ledger of what has been received (.ledger.db in the directory by default)", "file");
    private readonly Option<bool> _anew = new("--begin-anew") { Description = "Begin with an empty ledger although there are files: senders send again what they still have" };
    private readonly Option<string?> _tokens = One("--tokens", "Who may send: lines of 'source token' or 'source sha256:HEX', perhaps with 'until=DATE'", "file");
    private readonly Option<string?> _certificate = One("--certificate", "The certificate for https, in PEM", "file");
    private readonly Option<string?> _key = One("--key", "Its key, if that is in a file of its own", "file");
    private readonly Option<string?> _authority = One("--client-ca", "Take senders only with a certificate of these authorities; the name in it is the source", "file");
    private readonly Option<string?> _revoked = One("--client-crl", "Certificates that these authorities took back, in PEM", "file");
    private readonly Option<string[]> _upload = Several("--upload", "Take batches of Log-RT-Sync (POST /upload) from these addresses or networks", "address");
    private readonly Option<string[]> _proxy = Several("--trust-proxy", "Believe X-Forwarded-For from these addresses or networks", "address");
    private readonly Option<bool> _open = new("--allow-unencrypted") { Description = "Take tokens over plain HTTP from other machines too" };
    private readonly Option<string?> _limitBatch = SizeOption.Create("--limit-batch", "The longest batch (8MB by default)");
    private readonly Option<string?> _memory = SizeOption.Create("--memory", "How much of bodies may be in memory at once; others wait (32MB by default)");
    private readonly Option<string?> _quota = SizeOption.Create("--quota", "How much each source may store (no limit by default)");
    private readonly Option<int?> _sources = NumberOption.Create("--limit-sources", 1, "How many sources there may be (10000 by default)");
    private readonly Option<int?> _files = NumberOption.Create("--limit-files", 1, "How many files of one source are remembered (100000 by default)");
    private readonly Option<int?> _connections = NumberOption.Create("--limit-connections", 1, "How many connections there may be (1000 by default)");
    private readonly Option<string?> _patience = One("--patience", "How long a connection, or the head of a request, may take (15s by default)", "span");
    private readonly Option<string?> _claim = One("--claim-idle", "How long a sender has to be silent before another may be its source (10m by default)", "span");
    private readonly Option<bool> _json = new("--json") { Description = "Tell every batch, closed file and alarm as a line of JSON" };
    private readonly Option<bool> _whileInput = new("--while-input") { Description = "End when standard input does: for a program that starts this one" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but alarms" };

    public ReceiveVerb()
        : base("receive", "Receive lines from other machines, and keep each once, in files of their source and time")
    {
        foreach (Option option in (Option[])[
            _listen, _directory, _prefix, _window, _by, _grace, _state, _anew, _tokens, _certificate, _key, _authority, _revoked, _upload, _proxy, _open,
            _limitBatch, _memory, _quota, _sources, _files, _connections, _patience, _claim, _json, _whileInput, _quiet])
        {
            Add(option);
        }

        _directory.Required = true;
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Interruption.Grace = TimeSpan.FromSeconds(30);
        Screen screen = Screen.Default;
        ReceiverOutput output = new(screen, parsed.GetValue(_json), parsed.GetValue(_quiet));
        ReceiverSettings settings = Settings(parsed);
        string directory = parsed.GetRequiredValue(_directory)!;
        if (!Directory.Exists(directory))
        {
            throw Fail.DirectoryNotFound(directory);
        }

        using SqliteLedger ledger = SqliteLedger.Open(parsed.GetValue(_state) ?? Path.Join(directory, UsualState), TimeProvider.System);
        await using BatchReceiver receiver = BatchReceiver.Open(StoreOptions(parsed, directory, output), ledger, TimeProvider.System);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (parsed.GetValue(_whileInput))
        {
            _ = Task.Run(() => WaitForInputAsync(end), CancellationToken.None);
        }

        await ServeAsync(settings, receiver, output, directory, end.Token);
        return ExitCode.Done;
    }

    // A method of its own: the listener is found only where a receiver is run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ServeAsync(ReceiverSettings settings, BatchReceiver receiver, ReceiverOutput output, string directory, CancellationToken stop)
    {
        await using ReceiverServer server = new(settings, receiver, TimeProvider.System);

        // Before anybody is told that it listens: the signal would end a program that does not know it.
        using PosixSignalRegistration? reload = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload(server, output);
        });
        await server.StartAsync(stop);
        output.Listening(server.Addresses, directory);
        ServiceNotice.Ready();
        try
        {
            await receiver.Ended.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being stopped is how a receiver ends: what came whole is stored and answered.
        }

        ServiceNotice.Stopping();
        await server.StopAsync();
        ReceiveCounts counts = receiver.Counts;
        output.Note($"{Amount.Of(counts.Batches, "batch")} stored, {counts.Lines:N0} lines, {ByteSize.Text(counts.Bytes)}; {counts.Had:N0} were there already");
    }

    private static async Task WaitForInputAsync(CancellationTokenSource end)
    {
        byte[] any = new byte[64];
        await using Stream input = Console.OpenStandardInput();
        try
        {
            while (await input.ReadAsync(any, end.Token) > 0)
            {
            }

            await end.CancelAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The receiver has ended before.
        }
    }

    private static void Reload(ReceiverServer server, ReceiverOutput output)
    {
        try
        {
            server.Reload();
            output.Note("tokens and certificates were read again");
        }
        catch (LogStatsException fault)
        {
            Screen.Default.Tell(fault);
        }
    }

    private ReceiveOptions StoreOptions(ParseResult parsed, string directory, ReceiverOutput output)
    {
        ReceiveOptions usual = new() { Directory = directory };
        return usual with
        {
            Prefix = parsed.GetValue(_prefix) ?? usual.Prefix,
            Window = Span(parsed, _window) is { } window ? WindowLength.Of(window) : usual.Window,
            By = parsed.GetValue(_by) switch
            {
                null or "time" => PartitionBy.Time,
                "arrival" => PartitionBy.Arrival,
                string other => throw Fail.Value("--by", other, "time or arrival"),
            },
            Grace = Span(parsed, _grace) ?? usual.Grace,
            ClaimIdle = Span(parsed, _claim) ?? usual.ClaimIdle,
            MostSources = parsed.GetValue(_sources) ?? usual.MostSources,
            MostFiles = parsed.GetValue(_files) ?? usual.MostFiles,
            Quota = SizeOption.Read(parsed, _quota, 1, long.MaxValue >> 1),
            BeginAnew = parsed.GetValue(_anew),
            Stored = parsed.GetValue(_json) ? output.Stored : null,
            Sealed = parsed.GetValue(_json) ? output.Sealed : null,
            Alarmed = output.Alarmed,
        };
    }

    private ReceiverSettings Settings(ParseResult parsed)
    {
        ListenAddress[] listen = [.. (parsed.GetValue(_listen) is { Length: > 0 } given ? given : ["http://127.0.0.1:5000"]).Select(ListenAddress.Parse)];
        ReceiverSettings usual = new() { Listen = listen };
        ReceiverSettings settings = usual with
        {
            TokenFile = parsed.GetValue(_tokens),
            CertificateFile = parsed.GetValue(_certificate),
            KeyFile = parsed.GetValue(_key),
            ClientAuthorityFile = parsed.GetValue(_authority),
            RevokedFile = parsed.GetValue(_revoked),
            Upload = Networks(parsed, _upload),
            Proxies = Networks(parsed, _proxy),
            AllowUnencrypted = parsed.GetValue(_open),
            LongestBatch = (int)(SizeOption.Read(parsed, _limitBatch, 1024, LargestBatch) ?? usual.LongestBatch),
            Memory = SizeOption.Read(parsed, _memory, 1 << 20, long.MaxValue >> 1) ?? usual.Memory,
            MostConnections = parsed.GetValue(_connections) ?? usual.MostConnections,
            Patience = Span(parsed, _patience) is { } patience ? patience > TimeSpan.FromSeconds(1) ? patience : throw Fail.Value("--patience", parsed.GetValue(_patience)!, "more than 1s") : usual.Patience,
        };
        foreach (ListenAddress address in listen)
        {
            if (address.IsTls && settings.CertificateFile is null)
            {
                throw Fail.Value("--listen", address.ToString(), "--certificate with it, the certificate that is shown there");
            }

            if (!address.IsTls && settings.ClientAuthorityFile is not null)
            {
                throw Fail.Value("--listen", address.ToString(), "https where senders have to show certificates (--client-ca)");
            }

            if (!address.IsTls && !address.IsLoopback && settings.TokenFile is not null && !settings.AllowUnencrypted)
            {
                throw Fail.ListenOpen(address.ToString(), "whoever is on the way can read and use them");
            }
        }

        return settings.TokenFile is null && settings.ClientAuthorityFile is null && settings.Upload.Count == 0
            ? throw Fail.Value("receive", "nobody", "who may send: --tokens, --client-ca or --upload") : settings;
    }

    private static IPNetwork[] Networks(ParseResult parsed, Option<string[]> option) => [.. Words.Of(parsed.GetValue(option)).Select(text => ProxyAddress.Network(option.Name, text))];

    private static TimeSpan? Span(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is string text ? TimeText.ReadSpan(option.Name, text) : null;

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static Option<string[]> Several(string name, string description, string value) => new(name) { Description = description, HelpName = value, AllowMultipleArgumentsPerToken = true };
}
