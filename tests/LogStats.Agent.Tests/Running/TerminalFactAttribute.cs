namespace LogStats.Agent.Tests.Running;

/// <summary>A test that needs a terminal, which util-linux' <c>script</c> gives: skipped where it is not, by name.</summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "needs the program 'script'";
        }
    }
}
