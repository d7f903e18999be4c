namespace LogStats.Batches;

/// <summary>
/// Makes a sender the only one of its source. Two that have one credential, a machine and its clone, would otherwise mix their lines.
/// A sender makes up <see cref="Next"/>, keeps both on its disk, and only then asks; so asking again is harmless.
/// </summary>
/// <param name="Previous">The claim that it last held; null for none.</param>
/// <param name="Next">The claim that it is to hold from now on.</param>
public sealed record SourceClaim(string? Previous, string Next);
