using System.CommandLine;
using LogStats.Agent.Inputs;
using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Kinds;
using LogStats.Report;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Adds logs up: tables, or one JSON document, or rows in a target.</summary>
internal sealed class MeasureVerb : Command
{
    private readonly RequestOptions _request = new();
    private readonly AccessOptions _access = new();
    private readonly FlowOptions _flows = new(withDocuments: false);
    private readonly ReportChoice _report = new();

    private readonly Option<string[]> _by = new("--by")
    {
        Description = "What to group by, such as day or day,module; may be given several times",
        HelpName = "names",
    };

    private readonly Option<int?> _top = NumberOption.Create("--top", 0,
        "Show so many groups of each grouping; 0 for all (20 by default; JSON and targets get all)");

    private readonly Option<int?> _threads = NumberOption.Create("--threads", 0,
        "How many threads may read one file (as many as there are cores by default)");

    private readonly Option<bool> _json = new("--json") { Description = "One JSON document on standard output" };

    public MeasureVerb()
        : base("measure", "Statistics of logs, by any groupings at once")
    {
        _request.AddTo(this);
        _access.AddTo(this);
        _flows.AddTo(this);
        foreach (Option option in (Option[])[_by, _top, _threads, _json])
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
        long began = clock.GetTimestamp();
        bool quiet = parsed.GetValue(_request.Quiet);
        string[] paths = parsed.GetRequiredValue(_request.Files);
        ReportFile? file = _report.Open(parsed);
        using ProgressLine? progress = quiet ? null : new(screen, InputLength.Of(paths), clock);
        MeasureRequest request = _access.Fill(
            _flows.Fill(_request.Fill(new MeasureRequest(), parsed, clock), parsed), parsed, told => Tell(screen, told, quiet)) with
        {
            By = [.. (parsed.GetValue(_by) ?? []).Select(Words.Of)],
            Threads = parsed.GetValue(_threads) ?? 0,
            ForReport = file is not null,
            Progress = new ScanProgress { Moved = progress is null ? null : progress.Show },
        };
        string? target = parsed.GetValue(_request.To);
        await using OpenTarget? open = target is null ? null
            : await OpenTarget.OpenAsync(screen, target, parsed.GetValue(_request.Rejects), new TargetOptions(), stop);

        LogMeasure measure = new(request, clock);
        InputRun run = new(screen, request.Format?.Name);
        await run.OverAsync(paths, (input, account) => measure.AddAsync(input, account, stop));
        progress?.Dispose();
        screen.Warn(request.Clients.Locations?.Remark);
        IReadOnlyList<LogReport> reports = measure.Finish();
        if (open is not null)
        {
            SinkAnswer answer = await ReportRows.StoreAsync(open.Sink, reports, parsed.GetValue(_top), stop);
            if (!quiet && target != "-")
            {
                screen.Note(open.Account(answer, "summary"));
            }
        }
        else if (parsed.GetValue(_json))
        {
            ReportJson.Write(screen.Stream, reports, run.Accounts, parsed.GetValue(_top));
        }
        else
        {
            ReportText.Write(screen, reports, parsed.GetValue(_top));
        }

        file?.Write(ReportOf(reports, run.Accounts, clock).Build(_report.Options(parsed) with { Took = clock.GetElapsedTime(began) }));
        if (!quiet)
        {
            AccountText.Write(screen.Error, screen, run.Accounts);
            foreach (string remark in measure.Remarks)
            {
                screen.Note(remark);
            }
        }

        return open?.Tell(screen, run.ExitCode) ?? run.ExitCode;
    }

    private static ReportBuilder ReportOf(IReadOnlyList<LogReport> reports, IReadOnlyList<InputAccount> accounts, TimeProvider clock)
    {
        ReportBuilder builder = new(clock);
        foreach (InputAccount account in accounts)
        {
            builder.Add(account.ForReport());
        }

        foreach (LogReport report in reports)
        {
            builder.Add(report);
        }

        return builder;
    }

    private static void Tell(Screen screen, string told, bool quiet)
    {
        if (!quiet)
        {
            screen.Note(told);
        }
    }
}
