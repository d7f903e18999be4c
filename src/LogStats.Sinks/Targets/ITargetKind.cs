namespace LogStats.Sinks.Targets;

/// <summary>One kind of target: what it looks like, and the sink that it names.</summary>
public interface ITargetKind
{
    /// <summary>Its forms, as help and messages show them.</summary>
    IReadOnlyList<string> Forms { get; }

    /// <summary>Whether the target is of this kind. Opens nothing.</summary>
    bool Fits(Target target);

    /// <exception cref="Faults.LogStatsException">It cannot be opened.</exception>
    ISink Open(Target target, TargetOptions options);

    /// <summary>Opens it to read stored summaries back; null where it is no place to read from.</summary>
    /// <exception cref="Faults.LogStatsException">It cannot be opened.</exception>
    ISummarySource? OpenSummaries(Target target) => null;
}
