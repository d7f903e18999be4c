using System.CommandLine;
using LogStats.Agent.Inputs;
using LogStats.Agent.Terminal;
using LogStats.Kinds;
using LogStats.Sinks;

namespace LogStats.Agent.Verbs;

/// <summary>Reads records: to the terminal as a table, to anything else as JSON lines, or to a target.</summary>
internal sealed class ReadVerb : Command
{
    private readonly RequestOptions _request = new();

    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "Kinds of records, parted by commas, or 'all' (transfer, for rsync, by default)",
        HelpName = "names",
    };

    private readonly Option<long?> _first = new("--first")
    {
        Description = "Stop after so many records",
        HelpName = "n",
    };

    public ReadVerb()
        : base("read", "Read records to the terminal, to JSON lines or to a target")
    {
        _request.AddTo(this);
        Add(_kinds);
        Add(_first);
        _first.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<long?>() < 1)
            {
                result.AddError("--first takes a number from 1");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        TimeProvider clock = TimeProvider.System;
        ReadRequest request = _request.Fill(new ReadRequest { RecordKinds = Words.Of(parsed.GetValue(_kinds)) }, parsed, clock);
        bool quiet = parsed.GetValue(_request.Quiet);
        string[] paths = parsed.GetRequiredValue(_request.Files);
        string? target = parsed.GetValue(_request.To);

        await using ISink? sink = target is null && screen.OutIsTerminal ? null : Targets.Open(target ?? "-", screen);
        using ProgressLine? progress = quiet || sink is null ? null : new(screen, InputLength.Of(paths), clock);
        RecordRead read = new(request, clock, sink, screen) { Progress = progress, First = parsed.GetValue(_first) };
        InputRun run = new(screen, parsed.GetValue(_request.Format));
        await run.OverAsync(paths, (input, account) => read.AddAsync(input, account, stop));
        await read.FinishAsync(stop);
        progress?.Dispose();
        if (!quiet)
        {
            AccountText.Write(screen, run.Accounts);
            read.WriteRemarks(target);
        }

        return run.ExitCode;
    }
}
