using System.CommandLine;
using LogStats.Agent.Jobs;
using LogStats.Agent.Terminal;
using LogStats.Scan;

namespace LogStats.Agent.Verbs;

/// <summary>Says whether a job file can be run, without running anything.</summary>
internal sealed class CheckVerb : Command
{
    private readonly JobArguments _arguments = new();

    public CheckVerb()
        : base("check", "Say whether a job file can be run, and which commands it stands for")
    {
        _arguments.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        TextWriter output = Screen.Default.Out;
        foreach (JobCommand job in _arguments.Read(parsed))
        {
            output.WriteLine($"{job.Job.Name}: logstats {LineText.Show(string.Join(' ', job.Words))}");
        }

        output.Flush();
        return ExitCode.Done;
    }
}
