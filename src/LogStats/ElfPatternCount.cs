namespace LogStats;

/// <summary>How often a configured pattern found a value in requests, and how many of the values are distinct.</summary>
/// <param name="Name">The pattern's name.</param>
/// <param name="Total">How often it found a value.</param>
/// <param name="Distinct">How many of the values differ, exact up to 1,024, beyond it an estimate with a standard error of 1.6 %.</param>
public sealed record ElfPatternCount(string Name, long Total, long Distinct);
