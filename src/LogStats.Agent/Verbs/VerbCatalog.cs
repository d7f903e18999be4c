using System.CommandLine;

namespace LogStats.Agent.Verbs;

/// <summary>Every verb there is. A new one is a line here.</summary>
internal static class VerbCatalog
{
    private static readonly Dictionary<string, Func<Command>> s_verbs = new()
    {
        ["read"] = static () => new ReadVerb(),
        ["measure"] = static () => new MeasureVerb(),
        ["summaries"] = static () => new SummariesVerb(),
        ["follow"] = static () => new FollowVerb(),
        ["send"] = static () => new SendVerb(),
        ["receive"] = static () => new ReceiveVerb(),
        ["sources"] = static () => new SourcesVerb(),
        ["tidy"] = static () => new TidyVerb(),
        ["forward"] = static () => new ForwardVerb(),
        ["watch"] = static () => new WatchVerb(),
        ["tstat"] = static () => new TstatVerb(),
        ["resolve"] = static () => new ResolveVerb(),
        ["formats"] = static () => new FormatsVerb(),
        ["munin"] = static () => new MuninVerb(),
        ["run"] = static () => new RunVerb(),
        ["check"] = static () => new CheckVerb(),
        ["unit"] = static () => new UnitVerb(),
        ["demo"] = static () => new DemoVerb(),
    };

    /// <summary>The verb that the command line begins with, alone: making the options of all takes a short run's time.</summary>
    public static IEnumerable<Command> For(string[] arguments)
        => arguments.Length > 0 && s_verbs.TryGetValue(arguments[0], out Func<Command>? verb)
            ? [verb()]
            : s_verbs.Values.Select(static make => make());
}
