namespace LogStats.Build.Help.Model;

/// <summary>One way to call the cmdlet: a parameter set with its parameters in the order they are shown.</summary>
internal sealed record HelpSyntax(string SetName, IReadOnlyList<HelpParameter> Parameters);
