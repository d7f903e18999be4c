namespace LogStats;

/// <summary>One thing that 'logstats run' does: a verb of that program, and what is asked of it.</summary>
public sealed record LogStatsJob
{
    /// <summary>Its name in the job file, and in what it tells.</summary>
    public required string Name { get; init; }

    /// <summary>The verb: <c>send</c>, <c>receive</c> and so on.</summary>
    public required string Verb { get; init; }

    /// <summary>What stands behind the verb: files or folders.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Options without their dashes; one that stands there several times has several values, one that only stands there has null.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Options { get; init; } = [];

    /// <summary>It as the words of a command line.</summary>
    public IReadOnlyList<string> Words => [Verb, .. Files, .. Options.Select(static option => option.Value is null ? $"--{option.Key}" : $"--{option.Key}={option.Value}")];

    public override string ToString() => Name;
}
