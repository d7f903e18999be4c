namespace LogStats.Receive;

/// <summary>What is known of a source.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Claim">The claim in force; null for none.</param>
/// <param name="LastUpload">The hash of the last batch of the old form, where one like it directly behind it is the same one again.</param>
public sealed record LedgerSource(string Name, string? Claim, string? LastUpload);
