using System.CommandLine;
using System.Globalization;
using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Verbs;

/// <summary>Reads stored summaries back: the tables of each measurement, or of all of them merged.</summary>
internal sealed class SummariesVerb : Command
{
    private readonly Argument<string> _target = new("target") { Description = "Where they are stored: sqlite:FILE[?table=NAME], postgresql://user@host/database?table=name" };

    private readonly Option<string?> _after = new("--after")
    {
        Description = "Only of what began at this time or later: 2024-05-01, 2024-05-01T03:28, today, yesterday, or so long ago: 30m, 2h, 1d",
        HelpName = "time",
    };

    private readonly Option<string?> _before = new("--before") { Description = "Only of what began before this time", HelpName = "time" };

    private readonly Option<bool> _merge = new("--merge") { Description = "Merged over logs, machines and stretches of time" };

    private readonly Option<int?> _top = NumberOption.Create("--top", 0,
        "Show so many groups of each grouping; 0 for all (20 by default; JSON gets all)");

    private readonly Option<bool> _json = new("--json") { Description = "One JSON document for each on standard output" };

    public SummariesVerb()
        : base("summaries", "Stored summaries, read back and merged")
    {
        Add(_target);
        foreach (Option option in (Option[])[_after, _before, _merge, _top, _json])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        SummaryFilter filter = new() { After = Time(parsed, _after), Before = Time(parsed, _before) };
        bool merge = parsed.GetValue(_merge);
        IReadOnlyList<StoredReport> reports = StoredSummaries.Report(
            await ReadAsync(parsed.GetRequiredValue(_target), filter, merge, stop), merge);
        if (parsed.GetValue(_json))
        {
            ReportJson.Write(screen.Stream, [.. reports.Select(stored => stored.Report)], [], parsed.GetValue(_top));
            return ExitCode.Done;
        }

        foreach (StoredReport stored in reports)
        {
            if (reports.Count > 1 && !merge)
            {
                screen.Out.WriteLine(Heading(stored));
            }

            ReportText.Write(screen, [stored.Report], parsed.GetValue(_top));
        }

        if (reports.Count == 0)
        {
            screen.Note("no summary was stored of that time");
        }

        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<ISummary>> ReadAsync(string target, SummaryFilter filter, bool merge, CancellationToken stop)
    {
        SummaryMerge merged = new();
        List<ISummary> all = [];
        await using ISummarySource source = TargetCatalog.OpenSummaries(target, out string? table);
        await foreach (ISummary summary in source.ReadAsync(table, stop))
        {
            if (!filter.Takes(summary))
            {
                continue;
            }

            if (merge)
            {
                merged.Add(summary);
            }
            else
            {
                all.Add(summary);
            }
        }

        return merge ? merged.Finish() : all;
    }

    private static string Heading(StoredReport stored)
        => $"Source {stored.Source?.ToString(CultureInfo.InvariantCulture) ?? "(none)"}{(stored.Window.Length == 0 ? "" : $", {stored.Window}")}";

    private static DateTimeOffset? Time(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is string text
        ? TimeText.Read(option.Name, text, TimeProvider.System.LocalTimeZone, TimeProvider.System)
        : null;
}
