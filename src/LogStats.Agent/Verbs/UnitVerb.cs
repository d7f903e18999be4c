using System.CommandLine;
using LogStats.Agent.Terminal;
using LogStats.Agent.Units;
using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Agent.Verbs;

/// <summary>Prints the unit of systemd that runs a command of this program as a service, in a sandbox.</summary>
internal sealed class UnitVerb : Command
{
    private static readonly HashSet<string> s_services = ["follow", "watch", "tstat", "send", "receive", "forward"];

    private readonly Option<string?> _name = new("--name") { Description = "The name of the unit (logstats-VERB by default)", HelpName = "name" };
    private readonly Option<string?> _user = new("--user") { Description = "The account that it runs under (logstats by default)", HelpName = "name" };
    private readonly Argument<string[]> _words = new("command")
    {
        Description = "Behind '--': the command line of the service, such as: -- follow /var/log/nginx/access.log --to sqlite:/var/lib/logstats/web.db --checkpoint web",
        Arity = ArgumentArity.OneOrMore,
    };

    public UnitVerb()
        : base("unit", "Print a sandboxed systemd unit for a command that follows, watches, sends, receives or forwards")
    {
        Add(_words);
        Add(_name);
        Add(_user);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string[] words = parsed.GetRequiredValue(_words);
        if (!s_services.Contains(words[0]))
        {
            throw Fail.Value("the verb of a service", words[0], string.Join(", ", s_services.Order()));
        }

        RootCommand root = new();
        foreach (Command verb in VerbCatalog.For(words))
        {
            root.Add(verb);
        }

        ServiceCommand command = ServiceCommand.Parse(root, words);
        string name = Word("--name", parsed.GetValue(_name) ?? $"logstats-{command.Verb}");
        string user = Word("--user", parsed.GetValue(_user) ?? "logstats");
        Screen.Default.Out.Write(UnitText.Write(command, name, user, Program()));
        Screen.Default.Out.Flush();
        return ExitCode.Done;
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
