using LogStats.Elf.Rules;
using LogStats.Sinks;

namespace LogStats;

/// <summary>
/// What requests count as. Patterns are regular expressions of .NET or Python that are searched for in the path, or in
/// the whole target with <see cref="SeeQuery"/>. The first rule that matches names group and method. Without rules the
/// first two segments of the path do.
/// </summary>
public sealed record ElfRules
{
    /// <summary>Patterns with the groups <c>group</c> and <c>method</c>, tried in this order.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What to leave out, of all that no rule matched; without rules, of everything.</summary>
    public IReadOnlyList<string> SkipRules { get; init; } = [];

    /// <summary>Tried in this order once a rule has matched; the first that matches replaces both names.</summary>
    public IReadOnlyList<ElfAggregate> Aggregates { get; init; } = [];

    public IReadOnlyList<ElfExtract> Patterns { get; init; } = [];

    /// <summary>
    /// Patterns see the target as it was logged, with its query and the host of a proxy request. Every distinct query
    /// is then matched on its own.
    /// </summary>
    public bool SeeQuery { get; init; }

    /// <summary>Groups that are told apart; requests of any further one count together as <c>other</c>.</summary>
    public int MaximumGroups { get; init; } = 5000;

    internal SummaryQuestion AddTo(SummaryQuestion question) => question
        .InOrder("Rule", Rules).InOrder("SkipRule", SkipRules)
        .InOrder("Aggregate", [.. Aggregates.SelectMany(item => (string[])[item.Group, item.Method, item.Pattern])])
        .InOrder("Pattern", [.. Patterns.SelectMany(item => (string[])[item.Name, $"{item.Patterns.Count}", .. item.Patterns])])
        .Value("SeeQuery", SeeQuery, false)
        .Value("GroupLimit", MaximumGroups, 5000);

    /// <exception cref="Faults.LogStatsException">A pattern or another setting cannot be used.</exception>
    internal void Check() => RequestRules.New(this);
}
