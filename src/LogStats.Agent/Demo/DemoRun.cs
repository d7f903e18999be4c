using System.Globalization;
using LogStats.Agent.Inputs;
using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Detect;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Report;
using LogStats.Sinks;

namespace LogStats.Agent.Demo;

/// <summary>
/// The whole main job on the bundled samples. Each step shows the command that does the same, and does it: nothing that
/// is shown was made up beforehand.
/// </summary>
internal sealed class DemoRun(Screen screen, IReadOnlyList<string> paths, string database, TimeProvider clock)
{
    private const int RecordsShown = 8;
    private const int GroupsShown = 6;

    private readonly string _files = Names(paths);
    private readonly string[] _rsync = [.. paths.Where(IsRsync)];
    private readonly string[] _pooler = [.. paths.Where(IsPooler)];
    private readonly string[] _flows = [.. paths.Where(IsFlows)];
    private readonly string[] _web = [.. paths.Where(path => !IsRsync(path) && !IsPooler(path) && !IsFlows(path))];
    private readonly ReadRequest _request = new() { TimeZone = TimeZoneInfo.Utc };

    public void Resolve()
    {
        Step("1. In which format is each log?", $"logstats resolve {_files}");
        TextTable table = new("Formats found",
            [
            new TableColumn("File"), new TableColumn("Format"),
            new TableColumn("Score", IsNumber: true), new TableColumn("LinesThatFit", IsNumber: true),
        ]);
        foreach (string path in paths)
        {
            LogFormatMatch best = FormatResolver.Resolve(LineInput.File(path))[0];
            table.Add(Path.GetFileName(path), best.Name, best.Score.ToString("P1", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{best.Matched:N0} of {best.Matched + best.Missed:N0}"));
        }

        table.Write(screen);
    }

    public async Task ReadAsync(CancellationToken stop)
    {
        Step("2. What happened? A record for each transfer", $"logstats read {Names(_rsync)} --zone UTC --first {RecordsShown}");
        await ShowAsync(_rsync, RecordsShown, stop);
        Step("   And for each request of a web server", $"logstats read {Names(_web)} --zone UTC --first {RecordsShown}");
        await ShowAsync(_web, RecordsShown, stop);
        Step("   And for each message of a pooler, here those that went wrong",
            $"logstats read {Names(_pooler)} --kind poolererror --first {RecordsShown}");
        await ShowAsync(_pooler, RecordsShown, stop, "PoolerError");
        Step("   And for each direction of a flow that tstat saw", $"logstats read {Names(_flows)} --zone UTC --first {RecordsShown}");
        await ShowAsync(_flows, RecordsShown, stop);
    }

    public async Task MeasureAsync(CancellationToken stop)
    {
        Step("3. How much was it?", $"logstats measure {Names(_rsync)} --zone UTC --by day --by module");
        await MeasureAsync(_rsync, [["day"], ["module"]], null, stop);
        Step("   And how fast were the answers?", $"logstats measure {Names(_web)} --zone UTC --by request --by status --top {GroupsShown}");
        await MeasureAsync(_web, [["request"], ["status"]], GroupsShown, stop);
        Step("   And who logged in, and how often in vain?", $"logstats measure {Names(_pooler)} --zone UTC --by user --by reason --top {GroupsShown}");
        await MeasureAsync(_pooler, [["user"], ["reason"]], GroupsShown, stop);
        Step("   And which services moved how much, each way?", $"logstats measure {Names(_flows)} --zone UTC --by port,direction --top {GroupsShown}");
        await MeasureAsync(_flows, [["port", "direction"]], GroupsShown, stop);
    }

    /// <summary>Makes one picture of all samples.</summary>
    public async Task ReportAsync(string path, CancellationToken stop)
    {
        Step("5. And as a picture", $"logstats measure {_files} --report {Path.GetFileName(path)}");
        ReportFile file = ReportFile.Open(path);
        LogMeasure measure = new(new MeasureRequest { TimeZone = TimeZoneInfo.Utc, ForReport = true }, clock);
        InputRun run = new(screen, null);
        await run.OverAsync(paths, (input, account) => measure.AddAsync(input, account, stop));
        ReportBuilder builder = new(clock);
        run.Accounts.ForEach(account => builder.Add(account.ForReport()));
        foreach (LogReport report in measure.Finish())
        {
            builder.Add(report);
        }

        file.Write(builder.Build(new ReportOptions { Title = "LogStats demo" }));
        screen.Out.WriteLine("charts and tables of all of it, in one file that needs no network");
        screen.Out.WriteLine();
    }

    public async Task StoreAsync(CancellationToken stop)
    {
        string target = $"sqlite:{database}";
        Step("4. Stored, and stored again", $"logstats read {_files} --zone UTC --to {target}   (twice)");
        SinkAnswer first = await StoreAsync(target, stop);
        SinkAnswer second = await StoreAsync(target, stop);
        screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"first time:  {Amount.Of(first.Stored, "record")} stored, {first.AlreadyThere:N0} were there already"));
        screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"second time: {Amount.Of(second.Stored, "record")} stored, {second.AlreadyThere:N0} were there already"));
        screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Amount.Of(second.AlreadyThere + second.Stored, "row")} before and after: every record has a name, so no run adds it twice"));
        screen.Out.WriteLine();
    }

    private static bool IsRsync(string path) => Path.GetFileName(path).StartsWith("rsync", StringComparison.Ordinal);

    private static bool IsPooler(string path) => Path.GetFileName(path).StartsWith("pgbouncer", StringComparison.Ordinal);

    private static bool IsFlows(string path) => Path.GetFileName(path).StartsWith("log_", StringComparison.Ordinal);

    private static string Names(IEnumerable<string> files) => string.Join(' ', files.Select(Path.GetFileName));

    private async Task ShowAsync(IReadOnlyList<string> files, int first, CancellationToken stop, params string[] kinds)
    {
        await using RecordEnd end = RecordEnd.Table(screen, kind => [.. kind.Shown.Where(name => name != "Kind")]);
        await RunAsync(files, end, first, stop, kinds);
        screen.Out.WriteLine();
        screen.Out.Flush();
    }

    private async Task MeasureAsync(IReadOnlyList<string> files, string[][] by, int? top, CancellationToken stop)
    {
        LogMeasure measure = new(new MeasureRequest { TimeZone = TimeZoneInfo.Utc, By = by }, clock);
        InputRun run = new(screen, null);
        await run.OverAsync(files, (input, account) => measure.AddAsync(input, account, stop));
        ReportText.Write(screen, measure.Finish(), top);
        AccountText.Write(screen.Out, screen, run.Accounts);
        screen.Out.WriteLine();
    }

    private async Task<SinkAnswer> StoreAsync(string target, CancellationToken stop)
    {
        await using RecordEnd end = await RecordEnd.OpenAsync(screen, target, null, kind => kind.Shown, append: false, stop);
        await RunAsync(paths, end, null, stop);
        await end.CompleteAsync(stop);
        return end.Answer;
    }

    private async Task RunAsync(IReadOnlyList<string> files, RecordEnd end, long? first, CancellationToken stop, params string[] kinds)
    {
        RecordRead read = new(_request with { RecordKinds = kinds }, clock, end) { First = first };
        await new InputRun(screen, null).OverAsync(files, (input, account) => read.AddAsync(input, account, stop));
        await read.FinishAsync(stop);
    }

    private void Step(string title, string command)
    {
        screen.Out.WriteLine(screen.Heading(title));
        screen.Out.WriteLine($"$ {command}");
        screen.Out.WriteLine();
    }
}
