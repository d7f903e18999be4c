namespace LogStats.Build;

/// <summary>The command line asks for something the tool does not have.</summary>
internal sealed class UsageException(string message) : Exception(message);
