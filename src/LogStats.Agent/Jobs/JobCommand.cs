using System.CommandLine;
using LogStats.Agent.Verbs;
using LogStats.Faults;
using LogStats.Jobs;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Jobs;

/// <summary>A job as the command that it is.</summary>
internal sealed class JobCommand
{
    private const string Once = "--once";

    /// <summary>Verbs that are about jobs or people are no jobs.</summary>
    private static readonly HashSet<string> s_never = ["run", "check", "unit", "demo", "resolve", "formats"];

    private readonly RootCommand _root = new();
    private readonly List<string> _words;

    private JobCommand(LogStatsJob job)
    {
        Job = job;
        _words = [.. job.Words];
        foreach (Command verb in VerbCatalog.For([job.Verb]))
        {
            _root.Add(verb);
        }
    }

    public LogStatsJob Job { get; }

    public IReadOnlyList<string> Words => _words;

    /// <summary>Whether it can do what there is to do, and end.</summary>
    public bool HasOnce { get; private set; }

    /// <summary>The jobs of a file, or those of these names in the order of the file.</summary>
    /// <exception cref="LogStatsException">The file is none, a name is not in it, or a job is no command that works.</exception>
    public static IReadOnlyList<JobCommand> Read(string path, IReadOnlyCollection<string> names)
    {
        IReadOnlyList<LogStatsJob> jobs = JobFile.Read(path);
        string? missing = names.FirstOrDefault(name => jobs.All(job => job.Name != name));
        return missing is not null
            ? throw Fail.JobFile(path, $"it has no job '{missing}'; its jobs are {string.Join(", ", jobs.Select(static job => job.Name))}")
            : jobs.Count == 0 ? throw Fail.JobFile(path, "it has no job")
            : [.. jobs.Where(job => names.Count == 0 || names.Contains(job.Name)).Select(job => Of(path, job))];
    }

    /// <summary>Does what the job says, as the program itself would.</summary>
    public Task<int> InvokeAsync(bool isOnce, CancellationToken stop)
        => Parse(isOnce && HasOnce && !_words.Contains(Once) ? [.. _words, Once] : _words)
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop);

    private static JobCommand Of(string path, LogStatsJob job)
    {
        JobCommand command = new(job);
        if (s_never.Contains(job.Verb) || command._root.Subcommands.Count != 1)
        {
            throw Fail.JobFile(path, $"'{job.Verb}', which the job '{job.Name}' runs, is no verb that can be a job");
        }

        // What somebody wrote into the file is not shown: it may be a password in the wrong place.
        ParseResult parsed = command.Parse(command._words);
        Command verb = command._root.Subcommands[0];
        string? unknown = job.Options.Select(static option => option.Key).FirstOrDefault(name => !verb.Options.Any(option => option.Name == $"--{name}"));
        if (unknown is not null)
        {
            throw Fail.JobFile(path, $"'{unknown}' in the job '{job.Name}' is no option of '{job.Verb}'");
        }

        if (parsed.Errors.Count > 0)
        {
            throw Fail.JobFile(path, $"the job '{job.Name}' is no command that works: {parsed.Errors[^1].Message.TrimEnd('.')}");
        }

        if (job.Options.Any(static option => option.Key == "to" && option.Value is { } target && Target.Parse(target).HasPassword))
        {
            throw Fail.JobFile(path, $"the target of the job '{job.Name}' holds a password; name a file that only this account may read with ?password-file=");
        }

        command.HasOnce = verb.Options.Any(static option => option.Name == Once);
        return command;
    }

    private ParseResult Parse(IReadOnlyList<string> words) => _root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
