namespace LogStats;

/// <summary>One round of a watch: requests from its start to before its end.</summary>
/// <param name="Started">The first moment of the round.</param>
/// <param name="Ended">The first moment behind it.</param>
/// <param name="Worked">How long the watch was at work for it.</param>
public sealed record ElfRound(DateTimeOffset Started, DateTimeOffset Ended, TimeSpan Worked);
