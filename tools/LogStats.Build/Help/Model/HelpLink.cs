namespace LogStats.Build.Help.Model;

/// <summary>A related topic. The address is empty for another page of the same module.</summary>
internal sealed record HelpLink(string Text, string Address);
