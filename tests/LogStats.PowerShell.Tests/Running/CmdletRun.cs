using System.Collections;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>
/// A pipeline being written down: commands, their parameters, what is piped in. Nothing happens before
/// <see cref="Run"/> or <see cref="Start"/>, and each of them starts from fresh cmdlet objects.
/// </summary>
public sealed class CmdletRun
{
    private readonly List<StageRequest> _stages = [];
    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private IEnumerable<object?>? _input;
    private string _directory = Environment.CurrentDirectory;
    private Func<string, bool>? _answer;

    private CmdletRun()
    {
    }

    public static CmdletRun Of<T>(params (string Name, object? Value)[] parameters)
        where T : Cmdlet, new() => new CmdletRun().PipeTo<T>(parameters);

    public static CmdletRun Of(Type cmdlet, IDictionary? parameters = null) =>
        new CmdletRun().PipeTo(cmdlet, parameters);

    public CmdletRun PipeTo<T>(params (string Name, object? Value)[] parameters)
        where T : Cmdlet, new()
    {
        _stages.Add(new StageRequest(typeof(T), [.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))]));
        return this;
    }

    public CmdletRun PipeTo(Type cmdlet, IDictionary? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(cmdlet);
        _stages.Add(new StageRequest(cmdlet, []));
        foreach (DictionaryEntry entry in parameters ?? new Hashtable())
        {
            With((string)entry.Key, entry.Value);
        }

        return this;
    }

    /// <summary>Adds a parameter to the last command: full name, alias or unambiguous beginning.</summary>
    public CmdletRun With(string name, object? value)
    {
        _stages[^1].Parameters.Add(KeyValuePair.Create(name, value));
        return this;
    }

    public CmdletRun With(string switchName) => With(switchName, SwitchParameter.Present);

    /// <summary>Pipes objects into the first command; files arrive as Get-Item would send them.</summary>
    public CmdletRun Input(params object?[] objects) => InputFrom(objects);

    /// <summary>Pipes a sequence that is read only as far as the pipeline asks for it.</summary>
    public CmdletRun InputFrom(IEnumerable<object?> objects)
    {
        _input = objects;
        return this;
    }

    /// <summary>Ends the pipeline the way Select-Object -First does.</summary>
    public CmdletRun First(int count) => PipeTo<SelectObjectCommand>(("First", count));

    public CmdletRun In(string directory)
    {
        _directory = directory;
        return this;
    }

    public CmdletRun Variable(string name, object? value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>
    /// Answers every question asked; without it a question ends the run, as in a session nobody sits at.
    /// </summary>
    public CmdletRun Answer(bool answer) => Answer(_ => answer);

    public CmdletRun Answer(Func<string, bool> answer)
    {
        _answer = answer;
        return this;
    }

    public RunResult Run() => Build().Execute();

    /// <summary>Runs on a thread of its own, so that a test can read along and stop it.</summary>
    public RunningPipeline Start() => new(Build());

    private Pipeline Build()
    {
        var session = new SessionState(_directory);
        foreach ((string name, object? value) in _variables)
        {
            session.PSVariable.Set(name, value);
        }

        return new Pipeline(_stages, _input?.Select(ProviderItem.Decorate), session, _answer);
    }
}
