using System.CommandLine;
using LogStats.Agent.Inputs;
using LogStats.Agent.Terminal;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Kinds;
using LogStats.RawLines;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Follows growing logs through rotation, into the terminal or a target.</summary>
internal sealed class FollowVerb : Command
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly RequestOptions _request = new();
    private readonly AccessOptions _access = new();
    private readonly FlowOptions _flows = new(withDocuments: true);

    private readonly ReportChoice _report = new();

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Remember under this name how far it got, and go on there next time",
        HelpName = "name",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "The database that checkpoints are kept in (this account's own by default)",
        HelpName = "file",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Where to begin: saved (the default: at the checkpoint, else at the beginning), beginning or end",
        HelpName = "place",
    };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = "Look at least this often, such as 5s (1s by default)",
        HelpName = "span",
    };

    private readonly Option<bool> _once = new("--once") { Description = "Read what is there, then end" };

    private readonly Option<string?> _rounds = new("--rounds")
    {
        Description = "Of access logs: add up instead, and give one summary for each stretch of time, such as 5m",
        HelpName = "span",
    };

    private readonly Option<bool> _lines = new("--lines") { Description = "Give the lines as they are, of whatever format, instead of records" };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Leave these files out: a wildcard of their name, or of the whole path where there is a slash in it",
        HelpName = "wildcard",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _notMatch = new("--not-match")
    {
        Description = "With --lines: leave out lines that hold all of these texts",
        HelpName = "text",
        AllowMultipleArgumentsPerToken = true,
    };

    public FollowVerb()
        : base("follow", "Follow growing logs through rotation, to the terminal or to a target")
    {
        _request.AddTo(this);
        _access.AddTo(this);
        _flows.AddTo(this);
        foreach (Option option in (Option[])[_checkpoint, _state, _from, _interval, _once, _rounds, _lines, _exclude, _notMatch])
        {
            Add(option);
        }

        _report.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        TimeProvider clock = TimeProvider.System;
        bool quiet = parsed.GetValue(_request.Quiet);
        ReadRequest request = _access.Fill(_flows.Fill(_request.Fill(new ReadRequest(), parsed, clock), parsed), parsed, told =>
        {
            if (!quiet)
            {
                screen.Note(told);
            }
        });
        string? name = parsed.GetValue(_checkpoint);
        FollowStart from = parsed.GetValue(_from) is string text ? ReadRequest.Word<FollowStart>("--from", text) : FollowStart.Saved;
        using SqliteCheckpoints? store = name is null ? null : OpenStore(parsed.GetValue(_state), clock);
        if (parsed.GetValue(_rounds) is string rounds)
        {
            return await RoundsAsync(parsed, screen, request, TimeText.ReadSpan("--rounds", rounds), from, store, name, stop);
        }

        if (_report.Open(parsed) is not null)
        {
            throw Fail.Value("--report", "follow without --rounds", "'logstats follow --rounds 1m --report FILE', or 'logstats measure --report FILE'");
        }

        if (parsed.GetValue(_lines))
        {
            return await LinesAsync(parsed, screen, from, store, name, stop);
        }

        if (parsed.GetValue(_notMatch) is { Length: > 0 } texts)
        {
            throw Fail.Value("--not-match", texts[0], "a text together with --lines; records are chosen with --where");
        }

        using LogFollower follower = new(new FollowOptions
        {
            Paths = Paths(parsed),
            Exclude = parsed.GetValue(_exclude) ?? [],
            From = from,
            PollInterval = parsed.GetValue(_interval) is string span ? Interval(span) : TimeSpan.FromSeconds(1),
            Store = store,
            Name = name ?? "",
            Tell = told => Tell(screen, told, quiet),
        }, clock);

        await using RecordEnd end = await RecordEnd.OpenAsync(
            screen, parsed.GetValue(_request.To), parsed.GetValue(_request.Rejects), kind => kind.Shown, append: true, stop);
        RecordFollow follow = new(screen, request, clock, end);
        try
        {
            await follow.RunAsync(follower, parsed.GetValue(_once), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being stopped is how a follower ends; what the target has answered is saved.
        }

        await end.CompleteAsync(CancellationToken.None);
        return Account(screen, follow, end, quiet);
    }

    private async Task<int> RoundsAsync(
        ParseResult parsed, Screen screen, ReadRequest request, TimeSpan length, FollowStart from, ICheckpointStore? store, string? name, CancellationToken stop)
    {
        bool quiet = parsed.GetValue(_request.Quiet);
        LiveReport? report = _report.Open(parsed) is not { } file ? null : new LiveReport(file,
            _report.Options(parsed) with { Title = _report.Options(parsed).Title ?? string.Join(' ', Paths(parsed)), Refresh = length }, TimeProvider.System);
        string? target = parsed.GetValue(_request.To);
        await using OpenTarget? open = target is null or "-" ? null
            : await OpenTarget.OpenAsync(screen, target, parsed.GetValue(_request.Rejects), new TargetOptions { Append = true }, stop);
        RoundFollow follow = new(screen, open?.Sink, new ElfWatchOptions
        {
            Paths = Paths(parsed),
            Elf = ElfKind.Options(request),
            Interval = length,
            From = from,
            Timeout = parsed.GetValue(_once) ? TimeSpan.Zero : null,
            Store = store,
            Checkpoint = name ?? "",
            Tell = told => Tell(screen, told, quiet),
            Remark = screen.Note,
        }, TimeProvider.System, report);
        try
        {
            await follow.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Being stopped is how a follower ends; the last whole round is safe.
        }

        if (!quiet)
        {
            screen.Note(Amount.Of(follow.Rounds, "round"));
        }

        return open?.Tell(screen, ExitCode.Done) ?? ExitCode.Done;
    }

    private async Task<int> LinesAsync(
        ParseResult parsed, Screen screen, FollowStart from, ICheckpointStore? store, string? name, CancellationToken stop)
    {
        bool quiet = parsed.GetValue(_request.Quiet);
        using LogLineWatch watch = new(new LogLineWatchOptions
        {
            Paths = Paths(parsed),
            Exclude = parsed.GetValue(_exclude) ?? [],
            NotMatch = parsed.GetValue(_notMatch) is { Length: > 0 } texts ? [texts] : [],
            From = from,
            Interval = parsed.GetValue(_interval) is string span ? Interval(span) : TimeSpan.FromSeconds(1),
            Timeout = parsed.GetValue(_once) ? TimeSpan.Zero : null,
            Store = store,
            Checkpoint = name ?? "",
            Tell = told => Tell(screen, told, quiet),
        }, TimeProvider.System);
        await using OpenTarget? open = parsed.GetValue(_request.To) is not string target ? null
            : await OpenTarget.OpenAsync(screen, target, parsed.GetValue(_request.Rejects), new TargetOptions { Append = true }, stop);
        await using LineFollow follow = new(screen, open);
        await follow.RunAsync(watch, stop);
        if (!quiet)
        {
            screen.Note($"{watch.Read:N0} lines read: {watch.Given:N0} given, {watch.Skipped:N0} skipped, {watch.TooLong:N0} too long");
            if (open is not null && parsed.GetValue(_request.To) is not "-")
            {
                screen.Note(open.Account(follow.Answer, "line"));
            }
        }

        int code = watch.TooLong > 0 ? ExitCode.PartlyDone : ExitCode.Done;
        return open?.Tell(screen, code) ?? code;
    }

    private string[] Paths(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(_request.Files);
        return !paths.Contains("-") ? paths
            : throw Fail.Value("follow", "-", "a file or a wildcard; 'logstats read -' reads standard input to its end, however late that comes");
    }

    /// <summary>One of nothing would keep a core busy; a very long one is more than a timer can count.</summary>
    private static TimeSpan Interval(string text)
    {
        TimeSpan span = TimeText.ReadSpan("--interval", text);
        return span >= s_shortest && span <= s_longest ? span : throw Fail.Value("--interval", text, "a span from 10ms to 1d, such as 5s");
    }

    private static SqliteCheckpoints OpenStore(string? path, TimeProvider clock)
        => path is null ? SqliteCheckpoints.OpenUsual(clock) : SqliteCheckpoints.Open(path, clock);

    private static void Tell(Screen screen, FollowEvent told, bool quiet)
    {
        if (told.IsWarning || !quiet)
        {
            screen.Note($"{(told.IsWarning ? "warning: " : "")}{LineText.Show(told.Path)}: {told.Text}");
        }
    }

    private static int Account(Screen screen, RecordFollow follow, RecordEnd end, bool quiet)
    {
        long rejected = 0;
        foreach ((string path, ScanCounts counts) in follow.Counts)
        {
            rejected += counts.Rejected;
            if (!quiet)
            {
                screen.Note($"{LineText.Show(path)}: {counts.Read:N0} lines read: {counts.Records:N0} records, "
                    + $"{counts.Skipped:N0} skipped, {counts.Rejected:N0} rejected");
            }
        }

        if (!quiet && end.IsNamed)
        {
            screen.Note(end.Open!.Account(end.Answer, "record"));
        }

        int code = rejected > 0 ? ExitCode.PartlyDone : ExitCode.Done;
        return end.Open?.Tell(screen, code) ?? code;
    }
}
