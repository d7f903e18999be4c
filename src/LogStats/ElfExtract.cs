namespace LogStats;

/// <summary>
/// A value to count in requests, all of them and how many are distinct: what the group <c>pattern</c> of the first
/// pattern that matches has taken.
/// </summary>
public sealed record ElfExtract(string Name, IReadOnlyList<string> Patterns);
