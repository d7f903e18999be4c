using System.CommandLine;
using LogStats.Faults;
using LogStats.Sinks.Targets;

namespace LogStats.Agent.Units;

/// <summary>
/// The command line of a service, and what it needs of the machine: read off its arguments, because the options that name files are called
/// the same in all verbs.
/// </summary>
internal sealed class ServiceCommand
{
    private static readonly HashSet<string> s_writtenFiles = ["--state", "--rejects", "--report"];
    private static readonly HashSet<string> s_writtenFolders = ["--directory", "--spool", "--store"];
    private static readonly HashSet<string> s_secretFiles = ["--tokens", "--token-file", "--key", "--passphrase-file", "--password-file"];
    private static readonly HashSet<string> s_notifying = ["send", "receive", "forward", "sources", "tidy"];
    private static readonly HashSet<string> s_writingVerbs = ["forward", "tidy"];

    private readonly List<string> _arguments = [];
    private readonly SortedSet<string> _writes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _reads = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Path)> _secrets = [];

    private ServiceCommand(string verb) => Verb = verb;

    public string Verb { get; }

    /// <summary>The arguments behind the verb, with whole paths, and with names of credentials in place of files that hold secrets.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>Folders that it writes to.</summary>
    public IReadOnlyCollection<string> Writes => _writes;

    /// <summary>Files and folders that it reads.</summary>
    public IReadOnlyCollection<string> Reads => _reads;

    /// <summary>Files that systemd hands over, so that nobody but the service can read them.</summary>
    public IReadOnlyList<(string Name, string Path)> Secrets => _secrets;

    /// <summary>Whether it tells systemd when it is at work.</summary>
    public bool Notifies => s_notifying.Contains(Verb);

    /// <summary>Whether it listens on a port that only root may listen on.</summary>
    public bool ListensLow { get; private set; }

    /// <exception cref="LogStatsException">It is no command of this program.</exception>
    public static ServiceCommand Parse(RootCommand root, IReadOnlyList<string> words)
    {
        ParseResult parsed = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            throw Fail.Value("the command of the service", string.Join(' ', words), $"a command that works: {parsed.Errors[^1].Message}");
        }

        ServiceCommand command = new(parsed.CommandResult.Command.Name);
        HashSet<string> files = [.. parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>().SelectMany(static argument => argument.Tokens).Select(static token => token.Value)];
        for (int at = 1; at < words.Count; at++)
        {
            string word = words[at];
            string? option = at > 1 && words[at - 1].StartsWith("--", StringComparison.Ordinal) ? words[at - 1] : null;
            int equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
            command._arguments.Add(equals > 0 ? $"{word[..equals]}={command.Value(word[..equals], word[(equals + 1)..])}"
                : option is not null ? command.Value(option, word)
                : files.Contains(word) && word != "-" ? command.Named(word)
                : word);
        }

        return command;
    }

    /// <summary>The value of an option, as the service gets it.</summary>
    private string Value(string option, string value)
    {
        if (s_secretFiles.Contains(option))
        {
            return Secret(option.TrimStart('-'), value);
        }

        if (s_writtenFiles.Contains(option) || s_writtenFolders.Contains(option))
        {
            string path = Path.GetFullPath(value);
            _ = _writes.Add(s_writtenFolders.Contains(option) ? path : Path.GetDirectoryName(path) ?? path);
            return path;
        }

        return option switch
        {
            "--to" => Target(value),
            "--listen" => Listen(value),
            "--certificate" or "--client-ca" or "--ca" or "--geo" or "--known-hosts" => Read(value),
            _ => value,
        };
    }

    private string Target(string text)
    {
        Target target = Sinks.Targets.Target.Parse(text);
        if (target.HasPassword)
        {
            throw Fail.Value("the target of a service", target.Shown, "a target without a password: name a file with ?password-file=");
        }

        if (target.Scheme is null or "sqlite" or "munin" or "text")
        {
            if (text == "-")
            {
                return text;
            }

            string path = Path.GetFullPath(target.Rest);
            _ = _writes.Add(Path.GetDirectoryName(path) ?? path);
            int rest = text.LastIndexOf(target.Rest, StringComparison.Ordinal);
            return $"{text[..rest]}{path}{text[(rest + target.Rest.Length)..]}";
        }

        foreach ((string name, string value) in target.Settings)
        {
            if (name.EndsWith("-file", StringComparison.Ordinal) && Path.IsPathRooted(value))
            {
                text = text.Replace($"{name}={value}", $"{name}={Secret(name[..^"-file".Length], value)}", StringComparison.Ordinal);
            }
        }

        return text;
    }

    private string Listen(string value)
    {
        string address = value.Split('=')[0];
        ListensLow |= Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Port is > 0 and < 1024;
        return value;
    }

    private string Secret(string name, string path)
    {
        if (!_secrets.Exists(secret => secret.Name == name))
        {
            _secrets.Add((name, Path.GetFullPath(path)));
        }

        return name;
    }

    /// <summary>What a verb is given by its place: most read it.</summary>
    private string Named(string path)
    {
        string full = Path.GetFullPath(path);
        _ = (s_writingVerbs.Contains(Verb) ? _writes : _reads).Add(full);
        return full;
    }

    private string Read(string path)
    {
        string full = Path.GetFullPath(path);
        _ = _reads.Add(full);
        return full;
    }
}
