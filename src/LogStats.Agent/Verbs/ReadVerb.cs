using System.CommandLine;
using LogStats.Agent.Inputs;
using LogStats.Agent.Terminal;
using LogStats.Kinds;

namespace LogStats.Agent.Verbs;

/// <summary>Reads records: to the terminal as a table, to anything else as JSON lines, or to a target.</summary>
internal sealed class ReadVerb : Command
{
    private const string AllKinds = "all";
    private const string KindColumn = "Kind";

    private readonly RequestOptions _request = new();
    private readonly FlowOptions _flows = new(withDocuments: true);

    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "Kinds of records, parted by commas, or 'all' (transfer, for rsync, by default; all, for others)",
        HelpName = "names",
    };

    private readonly Option<int?> _first = NumberOption.Create("--first", 1, "Stop after so many records");

    public ReadVerb()
        : base("read", "Read records to the terminal, to JSON lines or to a target")
    {
        _request.AddTo(this);
        _flows.AddTo(this);
        Add(_kinds);
        Add(_first);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        TimeProvider clock = TimeProvider.System;
        ReadRequest request = _flows.Fill(
            _request.Fill(new ReadRequest { RecordKinds = Words.Of(parsed.GetValue(_kinds)) }, parsed, clock), parsed);
        bool quiet = parsed.GetValue(_request.Quiet);
        string[] paths = parsed.GetRequiredValue(_request.Files);
        await using RecordEnd end = await RecordEnd.OpenAsync(
            screen, parsed.GetValue(_request.To), parsed.GetValue(_request.Rejects), kind => Shown(kind, request), append: false, stop);
        using ProgressLine? progress = quiet || end.IsTable ? null : new(screen, InputLength.Of(paths), clock);
        RecordRead read = new(request, clock, end) { Progress = progress, First = parsed.GetValue(_first) };
        InputRun run = new(screen, request.Format?.Name);
        try
        {
            await run.OverAsync(paths, (input, account) => read.AddAsync(input, account, stop));
            await read.FinishAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await end.CompleteAsync(CancellationToken.None); // What was read before Ctrl+C is worth keeping.
            throw;
        }

        if (run.ExitCode != ExitCode.Failed)
        {
            await end.CompleteAsync(stop); // A run that read nothing must not replace a file by an empty one.
        }

        progress?.Dispose();
        screen.Warn(request.Clients.Locations?.Remark);
        if (!quiet)
        {
            AccountText.Write(screen.Error, screen, run.Accounts);
            WriteEnd(screen, read, end);
        }

        return end.Open?.Tell(screen, run.ExitCode) ?? run.ExitCode;
    }

    private static IReadOnlyList<string> Shown(LogKind kind, ReadRequest request)
        => request.RecordKinds is [] || (request.RecordKinds is [string one] && one != AllKinds)
            ? [.. kind.Shown.Where(name => name != KindColumn)]
            : kind.Shown;

    private static void WriteEnd(Screen screen, RecordRead read, RecordEnd end)
    {
        foreach (string remark in read.Remarks)
        {
            screen.Note(remark);
        }

        if (read.IsFull)
        {
            screen.Note($"stopped after {Amount.Of(end.Given, "record")}");
        }

        if (end.IsNamed)
        {
            screen.Note(end.Open!.Account(end.Answer, "record"));
        }
    }
}
