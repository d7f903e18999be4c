using System.CommandLine;
using System.Globalization;
using LogStats.Agent.Inputs;
using LogStats.Agent.Terminal;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Targets;
using LogStats.Tstat;
using LogStats.Tstat.Directories;

namespace LogStats.Agent.Verbs;

/// <summary>Delivers the flows of tstat's directories and marks these; removes those that are done.</summary>
internal sealed class TstatVerb : Command
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly RequestOptions _request = new();
    private readonly FlowOptions _flows = new(withDocuments: true);
    private readonly Argument<string> _root = new("root") { Description = "The directory that tstat writes its own into, at any depth" };
    private readonly Option<bool> _follow = new("--follow") { Description = "Go on: look again and again for directories that tstat has left" };
    private readonly Option<string?> _interval = One("--interval", "How often --follow looks, from 10ms to 1d (1m by default)", "span");
    private readonly Option<string?> _quietTime = One("--quiet-time", "How long a directory without a newer one beside it must be quiet before tstat has left it (2h by default)", "span");
    private readonly Option<bool> _single = new("--single") { Description = "End after the first directory that held any flow" };
    private readonly Option<string?> _checkpoint = One("--checkpoint", "The name under which it remembers how far a directory was delivered (made of the path by default)", "name");
    private readonly Option<string?> _state = One("--state", "The database that this is kept in (this account's own by default)", "file");
    private readonly Option<string?> _cull = One("--cull", "Remove directories that were marked so long ago, such as 48h", "span");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would be delivered and removed; mark and remove nothing" };

    public TstatVerb()
        : base("tstat", "Deliver the flows of tstat's directories, each once, and remove what is done")
    {
        Add(_root);
        foreach (Option option in (Option[])[
            _request.To, _request.Rejects, _follow, _interval, _quietTime, _single, _checkpoint, _state, _cull, _dryRun, _request.Quiet])
        {
            Add(option);
        }

        _flows.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        TimeProvider clock = TimeProvider.System;
        TstatCull? cull = parsed.GetValue(_cull) is string age
            ? new TstatCull(screen, Root(parsed), TimeText.ReadSpan("--cull", age), clock) { Quiet = parsed.GetValue(_request.Quiet), DryRun = parsed.GetValue(_dryRun) }
            : null;
        if (parsed.GetValue(_dryRun))
        {
            return Show(screen, parsed, cull, clock, stop);
        }

        if (parsed.GetValue(_request.To) is string target)
        {
            return await DeliverAsync(screen, parsed, target, cull, clock, stop);
        }

        if (cull is null)
        {
            throw Fail.Value("what to do with the directories", "nothing", "--to TARGET delivers their flows, --cull SPAN removes what is done, --dry-run shows them");
        }

        cull.Run(stop);
        return cull.ExitCode;
    }

    private async Task<int> DeliverAsync(Screen screen, ParseResult parsed, string target, TstatCull? cull, TimeProvider clock, CancellationToken stop)
    {
        bool quiet = parsed.GetValue(_request.Quiet);
        bool follows = parsed.GetValue(_follow);
        string? rejects = parsed.GetValue(_request.Rejects);
        string root = Root(parsed);
        TstatOptions wanted = _flows.Fill(new ReadRequest(), parsed).Tstat ?? new TstatOptions();
        _ = new TstatReader(wanted, clock); // What is wrong with them is known before anything is opened.
        TimeSpan interval = Span(parsed, _interval) ?? TimeSpan.FromMinutes(1);
        using SqliteCheckpoints store = parsed.GetValue(_state) is string path ? SqliteCheckpoints.Open(path, clock) : SqliteCheckpoints.OpenUsual(clock);
        await using OpenTarget open = await OpenTarget.OpenAsync(screen, target, rejects, new TargetOptions { Append = true, BatchesStandAlone = true }, stop);
        TstatDelivery delivery = new(new TstatDeliveryOptions
        {
            Root = root,
            NewReader = () => new TstatReader(wanted, clock),
            QuietTime = Span(parsed, _quietTime) ?? TstatDirectories.UsualQuietTime,
            Single = parsed.GetValue(_single),
            Interval = !follows ? null : interval >= s_shortest && interval <= s_longest ? interval
                : throw Fail.Value("--interval", $"{interval}", "a span from 10ms to 1d, such as 1m"),
            KeepsRefused = rejects is not null,
            Store = store,
            Checkpoint = parsed.GetValue(_checkpoint) ?? $"tstat:{root}",
            Done = done => Tell(screen, done, quiet),
            Fault = screen.Tell,
            Answered = open.Refused.ForgetRows,
            Looked = () => cull?.Run(stop),
        }, clock);
        try
        {
            await delivery.RunAsync(open.Sink, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What the target has answered is saved. Being stopped is how a follower ends; one run was not to end there.
            if (!follows)
            {
                await open.Sink.CompleteAsync(CancellationToken.None);
                throw;
            }
        }

        await open.Sink.CompleteAsync(CancellationToken.None);
        if (!quiet)
        {
            screen.Note($"{Amount.Of(delivery.Marked, "directory")} delivered to {open.Shown}");
        }

        int code = delivery.Failed > 0 ? ExitCode.Failed : delivery.Rejected > 0 ? ExitCode.PartlyDone : cull?.ExitCode ?? ExitCode.Done;
        return open.Tell(screen, code);
    }

    private int Show(Screen screen, ParseResult parsed, TstatCull? cull, TimeProvider clock, CancellationToken stop)
    {
        int code = ExitCode.Done;
        foreach (TstatDirectory found in TstatDirectories.Find(
            Root(parsed), clock, Span(parsed, _quietTime) ?? TstatDirectories.UsualQuietTime, fault => { code = ExitCode.Failed; screen.Tell(fault); }, stop))
        {
            screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{found.State,-10}  {ByteSize.Text(found.Bytes),9}  {LineText.Show(found.FullName)}{(found.Reason.Length > 0 ? ": " : "")}{found.Reason}"));
        }

        screen.Out.Flush();
        cull?.Run(stop);
        return code == ExitCode.Done ? cull?.ExitCode ?? code : code;
    }

    private string Root(ParseResult parsed) => RealDirectory.Of(parsed.GetRequiredValue(_root));

    private static void Tell(Screen screen, TstatDelivered done, bool quiet)
    {
        if (done.Counts.Rejected > 0 || !quiet)
        {
            string before = done.Before > 0 ? string.Create(CultureInfo.InvariantCulture, $", {done.Before:N0} before") : "";
            screen.Note($"{LineText.Show(done.Directory.FullName)}: {Amount.Of(done.Flows, "flow")} delivered{before}; "
                + string.Create(CultureInfo.InvariantCulture, $"{done.Counts.Read:N0} lines read, {done.Counts.Skipped:N0} skipped, {done.Counts.Rejected:N0} rejected"));
        }

        foreach (ReasonCount reason in done.Counts.Reasons.Where(static reason => !reason.Reason.IsSkip))
        {
            screen.Note(string.Create(CultureInfo.InvariantCulture,
                $"  {reason.Count:N0} rejected: {reason.Reason.Text} ({reason.Reason.Id}); the first at byte {reason.FirstOffset:N0}: {reason.FirstText}"));
        }
    }

    private static TimeSpan? Span(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is string text ? TimeText.ReadSpan(option.Name, text) : null;

    private static Option<string?> One(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
