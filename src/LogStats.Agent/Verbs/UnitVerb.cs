using System.CommandLine;
using LogStats.Agent.Jobs;
using LogStats.Agent.Terminal;
using LogStats.Agent.Units;
using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Agent.Verbs;

/// <summary>Prints the units of systemd that run commands of this program as services, each in a sandbox.</summary>
internal sealed class UnitVerb : Command
{
    private static readonly HashSet<string> s_services = ["follow", "watch", "tstat", "send", "receive", "forward", "sources", "tidy"];

    private readonly Option<string?> _name = new("--name") { Description = "The name of the unit (logstats-VERB by default)", HelpName = "name" };
    private readonly Option<string?> _user = new("--user") { Description = "The account that it runs under (logstats by default)", HelpName = "name" };
    private readonly Argument<string[]> _words = new("command")
    {
        Description = "A file of jobs that ends in .json, and names in it if not all are wanted; or behind '--' the command line of the service, such as: -- follow /var/log/nginx/access.log --to sqlite:/var/lib/logstats/web.db --checkpoint web",
        Arity = ArgumentArity.OneOrMore,
    };

    public UnitVerb()
        : base("unit", "Print sandboxed systemd units for a job file, or for a command that runs as a service")
    {
        Add(_words);
        Add(_name);
        Add(_user);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string[] words = parsed.GetRequiredValue(_words);
        string user = Word("--user", parsed.GetValue(_user) ?? "logstats");
        if (!words[0].EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            Write(words, Word("--name", parsed.GetValue(_name) ?? $"logstats-{words[0]}"), user);
        }
        else if (parsed.GetValue(_name) is string name)
        {
            throw Fail.Value("--name", name, "a command behind '--' with it; the units of jobs are named as the jobs are");
        }
        else
        {
            // One behind another: each begins with the name of its file.
            foreach (JobCommand job in JobCommand.Read(words[0], words[1..]))
            {
                Write(job.Words, $"logstats-{job.Job.Name}", user);
            }
        }

        Screen.Default.Out.Flush();
        return ExitCode.Done;
    }

    private static void Write(IReadOnlyList<string> words, string name, string user)
    {
        if (!s_services.Contains(words[0]))
        {
            throw Fail.Value("the verb of a service", words[0], string.Join(", ", s_services.Order()));
        }

        RootCommand root = new();
        foreach (Command verb in VerbCatalog.For([words[0]]))
        {
            root.Add(verb);
        }

        Screen.Default.Out.Write(UnitText.Write(ServiceCommand.Parse(root, words), name, user, Program()));
    }

    private static string Word(string option, string text)
        => BatchName.IsValid(text) ? text : throw Fail.Value(option, text, "letters, digits, '.', '_' and '-'");

    /// <summary>How this program was started: by its own name, or by dotnet.</summary>
    private static string[] Program()
    {
        string self = Environment.ProcessPath ?? "/usr/local/bin/logstats";
        return Path.GetFileNameWithoutExtension(self) == "dotnet" ? [self, Path.Join(AppContext.BaseDirectory, "LogStats.Agent.dll")] : [self];
    }
}
