using System.CommandLine;
using LogStats.Agent.Jobs;

namespace LogStats.Agent.Verbs;

/// <summary>A job file, and perhaps names in it.</summary>
internal sealed class JobArguments
{
    private readonly Argument<string> _file = new("file") { Description = "The job file: { \"jobs\": { \"ship\": { \"run\": \"send\", \"files\": [\"/var/log/app.log\"], \"to\": \"https://host:5001\" } } }" };
    private readonly Argument<string[]> _names = NoOptions.In(new("name") { Description = "Only these of its jobs", Arity = ArgumentArity.ZeroOrMore });

    public void AddTo(Command verb)
    {
        verb.Add(_file);
        verb.Add(_names);
    }

    /// <exception cref="Faults.LogStatsException">The file or a job in it cannot be run, or a name is not in it.</exception>
    public IReadOnlyList<JobCommand> Read(ParseResult parsed) => JobCommand.Read(parsed.GetRequiredValue(_file), parsed.GetValue(_names) ?? []);
}
