namespace LogStats.Elf;

/// <summary>A line that belongs to a later round: the follower takes it for not given, and gives it again.</summary>
internal sealed class LaterLineException : Exception;
