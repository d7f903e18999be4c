namespace LogStats.Build;

/// <summary>A step failed and its message says all there is to say: no stack trace is shown.</summary>
internal sealed class BuildFailedException(string message) : Exception(message);
