using System.Globalization;
using System.Text;

namespace LogStats.Jobs;

/// <summary>The five parts of Log-RT-Sync as jobs: shipper, receiver, sender, monitor and housekeeping. Only those whose settings are there.</summary>
internal sealed class RtSyncConfig
{
    private const string Folder = "/etc/logstats";
    private const string SkippedWords = "/health.php, nginx/, health check";

    private readonly RtSyncScripts _scripts;
    private readonly List<LogStatsJob> _jobs = [];
    private readonly List<string> _warnings = [];

    private RtSyncConfig(RtSyncScripts scripts) => _scripts = scripts;

    public static LogStatsConfig Of(string path)
    {
        RtSyncConfig config = new(RtSyncScripts.Read(path));
        config.Ship();
        config.Receive();
        config.Forward();
        config.Watch();
        config.Tidy();
        foreach (string secret in config._scripts.Secrets)
        {
            config._warnings.Add($"{secret} is not taken over: a password in a script is known to whoever reads it. Change it at its server, and let a key take its place ({Folder}/forward.key).");
        }

        return new LogStatsConfig
        {
            Kind = LogStatsConfigKind.LogRtSync,
            Path = path,
            Jobs = config._jobs,
            JobFile = Encoding.UTF8.GetString(JobFile.Write(config._jobs)),
            Warnings = config._warnings,
        };
    }

    private void Ship()
    {
        if (_scripts["SEND_URL"] is not { } address || _scripts["LOG_FILE"] is not { } log)
        {
            return;
        }

        // The receiver takes a token there, which is nothing to send in the open.
        bool isAddress = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri);
        Add("ship", "send", [log],
            ("to", isAddress ? $"https://{uri!.Authority}" : address), ("token-file", $"{Folder}/token"), ("ca", $"{Folder}/receiver.pem"),
            ("batch", Number("CHUNK_SIZE")), ("interval", Seconds("DEBOUNCE_DELAY")));
        _jobs[^1] = _jobs[^1] with { Options = [.. _jobs[^1].Options, .. SkippedWords.Split(", ").Select(static text => KeyValuePair.Create("not-match", (string?)text))] };
        _warnings.Add($"The job 'ship' sends over TLS, with a token in {Folder}/token that the receiver knows this machine by; {Folder}/receiver.pem is the receiver's certificate.");
        _warnings.Add("OFFSET_FILE is not taken over: the first run sends each log from its beginning. To go on at the end of what was sent, add \"from\": \"end\" for that run.");
    }

    private void Receive()
    {
        if (_scripts["BASE_LOG_DIR"] is not { } directory)
        {
            return;
        }

        Add("receive", "receive", [],
            ("directory", directory), ("prefix", _scripts.Prefix), ("listen", "https://0.0.0.0:5000"), ("certificate", $"{Folder}/receiver.pem"),
            ("key", $"{Folder}/receiver.key"), ("tokens", $"{Folder}/tokens"));
        _warnings.Add($"The job 'receive' takes the name of a source from its token ({Folder}/tokens: a line 'source token' each), never from what it sends. "
            + "Where shippers of Log-RT-Sync still run, add \"upload\" with their addresses.");
    }

    private void Forward()
    {
        if (_scripts["SRC_DIR"] is not { } directory || _scripts["DEST_HOST"] is not { } host)
        {
            return;
        }

        string user = _scripts["DEST_USER"] is { } name ? $"{name}@" : "";
        string port = _scripts["SSH_PORT"] is { } number ? $":{number}" : "";
        Add("forward", "forward", [directory],
            ("to", $"sftp://{user}{host}{port}{_scripts["DEST_DIR"] ?? "/"}"), ("key", $"{Folder}/forward.key"), ("known-hosts", $"{Folder}/known_hosts"),
            ("interval", Seconds("SLEEP_SECS")), ("tries", Number("MAX_RETRIES")));
        _warnings.Add($"The job 'forward' takes only a server whose key stands in {Folder}/known_hosts; Log-RT-Sync took any.");
    }

    private void Watch()
    {
        if (_scripts["THRESHOLD_MINUTES"] is null || _scripts["LOG_BASE_DIR"] is not { } directory)
        {
            return;
        }

        string? to = _scripts["MAIL_HOST"] is not { } host ? null
            : $"smtp://{host}:{_scripts["MAIL_PORT"] ?? "25"}?from={Uri.EscapeDataString(_scripts["MAIL_FROM"] ?? "")}&to={Uri.EscapeDataString(_scripts["MAIL_RECIPIENTS"] ?? "")}";
        Add("watch", "sources", [directory], ("watch", ""), ("threshold", $"{_scripts["THRESHOLD_MINUTES"]}m"), ("summary", ""), ("to", to));
    }

    private void Tidy()
    {
        if (_scripts["BASE_DIR"] is not { } directory || Number("LOG_RETENTION_HOURS") is not { } hours)
        {
            return;
        }

        Add("tidy", "tidy", [directory], ("compress-after", "3h"), ("remove-after", $"{hours}h"), ("interval", "10m"));
        _warnings.Add("The job 'tidy' removes only what was delivered; Log-RT-Sync removed whatever was old enough.");
    }

    private string? Number(string name) => long.TryParse(_scripts[name], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        ? number.ToString(CultureInfo.InvariantCulture) : null;

    private string? Seconds(string name) => double.TryParse(_scripts[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0}ms") : null;

    /// <summary>An option that is null is left out; one that is empty only stands there.</summary>
    private void Add(string name, string verb, IReadOnlyList<string> files, params (string Name, string? Value)[] options) => _jobs.Add(new LogStatsJob
    {
        Name = name,
        Verb = verb,
        Files = files,
        Options = [.. options.Where(static option => option.Value is not null).Select(static option => KeyValuePair.Create(option.Name, option.Value is "" ? null : option.Value))],
    });
}
