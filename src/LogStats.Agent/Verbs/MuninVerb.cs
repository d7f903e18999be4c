using System.CommandLine;
using LogStats.Agent.Terminal;
using LogStats.Elf.Munin;

namespace LogStats.Agent.Verbs;

/// <summary>Says what a Munin plugin is to say, from a report file.</summary>
internal sealed class MuninVerb : Command
{
    private static readonly Dictionary<string, MuninMode> s_modes = new(StringComparer.Ordinal)
    {
        ["config"] = MuninMode.Config,
        ["values"] = MuninMode.Values,
        ["fetch"] = MuninMode.Values,
        ["autoconf"] = MuninMode.Autoconf,
        ["suggest"] = MuninMode.Suggest,
    };

    private readonly Argument<string> _mode = new("mode")
    {
        Description = "config, values, autoconf or suggest",
        DefaultValueFactory = static _ => "values",
    };

    private readonly Option<string> _file = new("--file")
    {
        Description = "The report that 'logstats measure --to munin:FILE' or elfstatsd writes",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<string> _graph = new("--graph")
    {
        Description = $"Which graphs: {string.Join(", ", MuninPlugin.Families)}",
        HelpName = "family",
        DefaultValueFactory = static _ => "all",
    };

    private readonly Option<string?> _category = new("--category")
    {
        Description = "Munin's category (one of each family's own by default)",
        HelpName = "name",
    };

    private readonly Option<string?> _instance = new("--instance")
    {
        Description = "What the graphs of this report are told apart by",
        HelpName = "name",
    };

    private readonly Option<bool> _dirty = new("--dirty") { Description = "The config holds the values too" };

    private readonly Option<bool> _noDummy = new("--no-dummy") { Description = "No empty graph where there is no data" };

    private readonly Option<bool> _allowMissing = new("--allow-missing")
    {
        Description = "Take a report that is not there yet for one without data",
    };

    public MuninVerb()
        : base("munin", "What a Munin plugin says, from a report file")
    {
        _mode.AcceptOnlyFromAmong([.. s_modes.Keys]);
        Add(_mode);
        foreach (Option option in (Option[])[_file, _graph, _category, _instance, _dirty, _noDummy, _allowMissing])
        {
            Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = Screen.Default;
        MuninGraphOptions options = new()
        {
            Family = MuninPlugin.FamilyOf(parsed.GetRequiredValue(_graph)),
            Category = Given(parsed, _category),
            Instance = Given(parsed, _instance),
            DirtyConfig = parsed.GetValue(_dirty),
            DummyGraph = !parsed.GetValue(_noDummy),
            AllowMissing = parsed.GetValue(_allowMissing),
        };
        foreach (string line in MuninPlugin.Answer(parsed.GetRequiredValue(_file), s_modes[parsed.GetRequiredValue(_mode)], options))
        {
            screen.Out.WriteLine(line);
        }

        screen.Out.Flush();
        return ExitCode.Done;
    }

    /// <summary>An empty value is none: that is what a script has where nothing was set.</summary>
    private static string? Given(ParseResult parsed, Option<string?> option)
        => parsed.GetValue(option) is { Length: > 0 } value ? value : null;
}
