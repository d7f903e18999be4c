using System.CommandLine;
using LogStats.Agent.Inputs;
using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Archive.Watching;
using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Shows the sources of a receiver, or watches them: who is silent, who never came, who is back, and what came each hour.</summary>
internal sealed class SourcesVerb : Command
{
    private static readonly string[] s_shown = ["Name", "State", "LastSeen", "Age", "Lag", "ClockSkew", "Waiting", "Sent", "Failed", "LastFile"];

    private readonly Argument<string> _directory = new("directory") { Description = "The directory that the receiver writes to" };
    private readonly Option<bool> _watch = new("--watch") { Description = "Go on, and tell who falls silent and who is back, each once" };
    private readonly Option<string[]> _threshold = Several("--threshold", "How long each may be silent (5m by default), and some of them: 5m,web1=90s", "span|name=span,…");
    private readonly Option<string[]> _expect = Several("--expect", "Sources that have to come, also if they never did", "name,…");
    private readonly Option<bool> _summary = new("--summary") { Description = "Also report each hour what came, a quarter past the next" };
    private readonly Option<string?> _zone = One("--zone", "The zone of hours and times (this machine's by default)", "zone");
    private readonly Option<string?> _interval = One("--interval", "How often --watch looks, from 10ms to 1h (10s by default)", "span");
    private readonly Option<string?> _checkpoint = One("--checkpoint", "Remember under this name who was told of, and go on there next time (sources:DIRECTORY by default)", "name");
    private readonly Option<string?> _state = One("--state", "The database that this is kept in (this account's own by default)", "file");
    private readonly Option<string?> _to = One("--to", "Where alerts and reports go, such as 'smtp://mail?from=a@b&to=c@d' or sqlite:alerts.db", "target");
    private readonly Option<string?> _rejects = One("--rejects", "A file for rows that the target refuses", "file");
    private readonly Option<bool> _once = new("--once") { Description = "With --watch: look once, tell what follows from it, and end" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but warnings" };

    public SourcesVerb()
        : base("sources", "Show who sends to a receiver and who has fallen silent; watch them and tell")
    {
        Add(_directory);
        foreach (Option option in (Option[])[_watch, _threshold, _expect, _summary, _zone, _interval, _checkpoint, _state, _to, _rejects, _once, _quiet])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        string directory = RealDirectory.Of(parsed.GetRequiredValue(_directory));
        SourceThresholds thresholds = SourceThresholdText.Read(parsed.GetValue(_threshold) ?? []);
        string[] expected = [.. (parsed.GetValue(_expect) ?? []).SelectMany(static names => names.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        string? target = parsed.GetValue(_to) is not "-" and var text ? text : null;
        await using OpenTarget? open = target is null ? null
            : await OpenTarget.OpenAsync(screen, target, parsed.GetValue(_rejects), new TargetOptions { Append = true }, stop);
        int code = parsed.GetValue(_watch) || parsed.GetValue(_once) || parsed.GetValue(_summary)
            ? await WatchAsync(screen, parsed, open?.Sink, directory, thresholds, expected, stop)
            : await ShowAsync(screen, open?.Sink, SourceSearch.Find(directory, thresholds, expected, TimeProvider.System), stop);
        if (open is not null)
        {
            await open.Sink.CompleteAsync(CancellationToken.None);
        }

        return open?.Tell(screen, code) ?? code;
    }

    private static async Task<int> ShowAsync(Screen screen, ISink? sink, IEnumerable<LogSource> found, CancellationToken stop)
    {
        LogSource[] sources = [.. found];
        if (sink is not null)
        {
            _ = await sink.WriteAsync(sources, stop);
        }
        else if (screen.OutIsTerminal)
        {
            new RecordTable(screen, s_shown).Write(sources, stop);
        }
        else
        {
            foreach (LogSource source in sources)
            {
                RowLine.Write(screen.Stream, source);
            }
        }

        return sources.All(static source => source.State == LogSourceState.Active) ? ExitCode.Done : ExitCode.PartlyDone;
    }

    private async Task<int> WatchAsync(
        Screen screen, ParseResult parsed, ISink? sink, string directory, SourceThresholds thresholds, string[] expected, CancellationToken stop)
    {
        TimeProvider clock = TimeProvider.System;
        using SqliteCheckpoints store = parsed.GetValue(_state) is string path ? SqliteCheckpoints.Open(path, clock) : SqliteCheckpoints.OpenUsual(clock);
        using SourceWatch watch = new(new SourceWatchOptions
        {
            Directory = directory,
            Thresholds = thresholds,
            Expected = expected,
            Summary = parsed.GetValue(_summary),
            Interval = parsed.GetValue(_interval) is string span ? TimeText.ReadSpan("--interval", span) : TimeSpan.FromSeconds(10),
            TimeZone = parsed.GetValue(_zone) is string zone ? ZoneText.Read("--zone", zone) : null,
            Timeout = parsed.GetValue(_once) ? TimeSpan.Zero : null,
            Store = store,
            Checkpoint = parsed.GetValue(_checkpoint) ?? $"sources:{directory}",
            Remark = screen.Warn,
        }, clock);
        ServiceNotice.Ready();
        int alerts = 0;
        int reports = 0;
        try
        {
            foreach (IRow row in watch.Rows(stop))
            {
                (alerts, reports) = row is LogAlert ? (alerts + 1, reports) : (alerts, reports + 1);
                await GiveAsync(screen, sink, row);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being stopped is how a watch ends; what the target has answered is saved.
            ServiceNotice.Stopping();
        }

        if (!parsed.GetValue(_quiet))
        {
            screen.Note($"{Amount.Of(alerts, "alert")}, {Amount.Of(reports, "report")}");
        }

        return ExitCode.Done;
    }

    private static async ValueTask GiveAsync(Screen screen, ISink? sink, IRow row)
    {
        if (sink is not null)
        {
            // Not to be stopped half way: what the target has taken and nobody saved would come twice.
            _ = await sink.WriteAsync([row], CancellationToken.None);
        }
        else if (screen.OutIsTerminal)
        {
            screen.Out.WriteLine(LineText.Show($"{row}"));
            screen.Out.Flush();
        }
        else
        {
            RowLine.Write(screen.Stream, row);
        }
    }

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static Option<string[]> Several(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
