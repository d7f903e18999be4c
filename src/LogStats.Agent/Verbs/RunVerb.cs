using System.CommandLine;
using LogStats.Agent.Jobs;
using LogStats.Agent.Terminal;

namespace LogStats.Agent.Verbs;

/// <summary>Runs what a job file asks for: beside each other as a service, or each once for a scheduled task.</summary>
internal sealed class RunVerb : Command
{
    private const string EndlessVerb = "receive";

    private readonly JobArguments _arguments = new();
    private readonly Option<bool> _once = new("--once") { Description = "Run each once, one after the other in the order of the file, then end" };

    public RunVerb()
        : base("run", "Run the jobs of a file, all in one process")
    {
        _arguments.AddTo(this);
        Add(_once);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Screen screen = Screen.Default;
        IReadOnlyList<JobCommand> jobs = _arguments.Read(parsed);
        JobRun run = new(screen, TimeProvider.System);
        if (!parsed.GetValue(_once))
        {
            return await run.AlwaysAsync(jobs, stop);
        }

        foreach (JobCommand job in jobs.Where(static job => job.Job.Verb == EndlessVerb))
        {
            screen.Note($"{job.Job.Name}: left out, it has no end to run to once");
        }

        return await run.OnceAsync([.. jobs.Where(static job => job.Job.Verb != EndlessVerb)], stop);
    }
}
