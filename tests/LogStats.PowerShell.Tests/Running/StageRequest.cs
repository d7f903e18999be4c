namespace LogStats.PowerShell.Tests.Running;

/// <summary>A command as it was typed: which one, and its parameters in order.</summary>
internal sealed record StageRequest(Type Cmdlet, List<KeyValuePair<string, object?>> Parameters);
