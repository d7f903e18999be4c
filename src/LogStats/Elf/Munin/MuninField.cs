namespace LogStats.Elf.Munin;

/// <summary>A line of a graph: a number or <c>U</c>, and how it is drawn.</summary>
internal sealed record MuninField(string Name, string Label, string Value, string Draw, string? Colour);
