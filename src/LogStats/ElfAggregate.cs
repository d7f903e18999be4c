namespace LogStats;

/// <summary>Requests that match the pattern count as this group and method, whatever their rule says.</summary>
public sealed record ElfAggregate(string Group, string Method, string Pattern);
