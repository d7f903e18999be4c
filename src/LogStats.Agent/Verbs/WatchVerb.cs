using System.CommandLine;
using LogStats.Agent.Inputs;
using LogStats.Agent.Terminal;
using LogStats.Alerts;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Kinds;
using LogStats.PgBouncer;
using LogStats.Scan;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Watches logs of pgbouncer: who does not log in any more, and what each day was.</summary>
internal sealed class WatchVerb : Command
{
    private readonly RequestOptions _request = new();
    private readonly Option<string[]> _threshold = Several("--threshold", "How long each may stay away: postgres=1m,poc@shop=90s; a number is minutes", "name=span,…");
    private readonly Option<string?> _open = One("--open", "When service opens, such as 08:00 (round the clock by default)", "time");
    private readonly Option<string?> _close = One("--close", "When service closes; a time before --open is on the next day", "time");
    private readonly Option<string?> _weekday = One("--weekday", "The days on which service opens, such as mon-fri (every day by default)", "days");
    private readonly Option<string?> _zone = One("--zone", "The zone of these times, and of times in the log that name none (this machine's by default)", "zone");
    private readonly Option<string?> _reportAt = One("--report-at", "When to report the day, such as 19:00; SIGUSR1 asks for a report at any time", "time");
    private readonly Option<bool> _reportNow = new("--report-now") { Description = "Report once, as soon as the logs were read to their end" };
    private readonly Option<string?> _reportText = One("--report-text", "original: the texts of LogAnalyzer instead of rows", "form");
    private readonly Option<string?> _language = One("--language", "The language of these texts: en or fr", "language");
    private readonly Option<string?> _history = One("--history", "How far back to read for who was seen last, where nothing was saved (1d by default)", "span");
    private readonly Option<string?> _tag = One("--tag", "What pgbouncer's syslog tag begins with, where it is not pgbouncer", "text");
    private readonly Option<string?> _checkpoint = One("--checkpoint", "Remember under this name how far it got and who was seen, and go on there next time", "name");
    private readonly Option<string?> _state = One("--state", "The database that checkpoints are kept in (this account's own by default)", "file");
    private readonly Option<string?> _from = One("--from", "Where to begin: saved (the default: at the checkpoint, else now), end (now) or beginning (a replay of the logs)", "place");
    private readonly Option<string?> _interval = One("--interval", "Look at least this often, from 10ms to 1m (1s by default)", "span");
    private readonly Option<bool> _once = new("--once") { Description = "Read what is there and tell what follows from it, then end" };

    public WatchVerb()
        : base("watch", "Tell who has not logged in to pgbouncer for too long, and report each day")
    {
        Add(_request.Files);
        foreach (Option option in (Option[])[
            _threshold, _open, _close, _weekday, _zone, _reportAt, _reportNow, _reportText, _language, _history, _tag,
            _checkpoint, _state, _from, _interval, _once, _request.To, _request.Rejects, _request.Quiet])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        TimeProvider clock = TimeProvider.System;
        bool quiet = parsed.GetValue(_request.Quiet);
        string? name = parsed.GetValue(_checkpoint);
        OriginalText? words = Words(parsed);
        PgBouncerWatchOptions options = Wanted(parsed);
        string? target = parsed.GetValue(_request.To);
        using SqliteCheckpoints? store = name is null ? null
            : parsed.GetValue(_state) is string path ? SqliteCheckpoints.Open(path, clock) : SqliteCheckpoints.OpenUsual(clock);
        await using OpenTarget? open = target is null or "-" ? null
            : await OpenTarget.OpenAsync(screen, target, parsed.GetValue(_request.Rejects), new TargetOptions { Append = true }, stop);
        AlertFollow follow = new(screen, open?.Sink, words, options with
        {
            Store = store,
            Checkpoint = name ?? "",
            Tell = told => Tell(screen, told, quiet),
            Remark = told => screen.Note($"warning: {LineText.Show(told)}"),
        }, clock);
        try
        {
            await follow.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being stopped is how a watch ends; what the target has answered is saved.
        }

        if (open is not null)
        {
            await open.Sink.CompleteAsync(CancellationToken.None);
        }

        if (!quiet)
        {
            screen.Note($"{Amount.Of(follow.Alerts, "alert")}, {Amount.Of(follow.Reports, "report")}");
        }

        return open?.Tell(screen, ExitCode.Done) ?? ExitCode.Done;
    }

    private PgBouncerWatchOptions Wanted(ParseResult parsed)
    {
        TimeZoneInfo? zone = parsed.GetValue(_zone) is string name ? ZoneText.Read("--zone", name) : null;
        TimeSpan? Clock(Option<string?> option) => parsed.GetValue(option) is string text ? ClockTime.Read(option.Name, text) : null;
        TimeSpan? Span(Option<string?> option) => parsed.GetValue(option) is string text ? TimeText.ReadSpan(option.Name, text) : null;
        string[] paths = parsed.GetRequiredValue(_request.Files);
        return new PgBouncerWatchOptions
        {
            Paths = !paths.Contains("-") ? [.. paths.Select(Path.GetFullPath)] : throw Fail.Value("watch", "-", "a file or a wildcard; standard input cannot be watched"),
            PgBouncer = new PgBouncerOptions { TimeZone = zone, SyslogTag = parsed.GetValue(_tag) },
            Thresholds = Thresholds(parsed.GetValue(_threshold) ?? []),
            Window = new ServiceWindow
            {
                OpenAt = Clock(_open) ?? TimeSpan.Zero,
                CloseAt = Clock(_close) ?? TimeSpan.FromDays(1),
                Weekdays = parsed.GetValue(_weekday) is string days ? ClockTime.ReadDays("--weekday", days) : [],
                TimeZone = zone,
            },
            ReportAt = Clock(_reportAt),
            ReportNow = parsed.GetValue(_reportNow),
            History = Span(_history) ?? TimeSpan.FromDays(1),
            From = parsed.GetValue(_from) is string from ? ReadRequest.Word<FollowStart>("--from", from) : FollowStart.Saved,
            Interval = Span(_interval) ?? TimeSpan.FromSeconds(1),
            Timeout = parsed.GetValue(_once) ? TimeSpan.Zero : null,
        };
    }

    private OriginalText? Words(ParseResult parsed) => parsed.GetValue(_reportText) switch
    {
        null => null,
        "original" => new OriginalText(parsed.GetValue(_language) is string text ? ReadRequest.Word<ReportLanguage>("--language", text) : ReportLanguage.En),
        string other => throw Fail.Value("--report-text", other, "original"),
    };

    private static Dictionary<string, TimeSpan> Thresholds(string[] texts)
    {
        Dictionary<string, TimeSpan> thresholds = new(StringComparer.Ordinal);
        foreach (string text in texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            int equals = text.LastIndexOf('=');
            string span = equals > 0 ? text[(equals + 1)..] : throw Fail.Value("--threshold", text, "a name, '=' and a span, such as postgres=1m");
            thresholds[text[..equals]] = span.All(char.IsAsciiDigit) && span.Length is > 0 and < 9
                ? TimeSpan.FromMinutes(int.Parse(span, System.Globalization.CultureInfo.InvariantCulture))
                : TimeText.ReadSpan($"the threshold of '{text[..equals]}'", span);
        }

        return thresholds;
    }

    private static void Tell(Screen screen, FollowEvent told, bool quiet)
    {
        if (told.IsWarning || !quiet)
        {
            screen.Note($"{(told.IsWarning ? "warning: " : "")}{LineText.Show(told.Path)}: {told.Text}");
        }
    }

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static Option<string[]> Several(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
