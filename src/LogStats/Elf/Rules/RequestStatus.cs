namespace LogStats.Elf.Rules;

/// <summary>What became of a request: elfstatsd's three answers.</summary>
internal enum RequestStatus : byte
{
    /// <summary>No rule knows it, or the one that does found no method in it.</summary>
    Error,

    Parsed,
    Skipped,
}
