namespace LogStats.Detect;

/// <summary>How well one format of a family fits the first lines of an input.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="Matched">How many of the lines are in it.</param>
/// <param name="FirstMiss">The first line that is not; -1 for none.</param>
public sealed record FormatFit(string Name, int Matched, int FirstMiss)
{
    /// <summary>Why the first line does not fit that is not in it.</summary>
    public string? Miss { get; init; }

    /// <summary>What else the user should know: another format that fits as well, an envelope.</summary>
    public string? Note { get; init; }
}
