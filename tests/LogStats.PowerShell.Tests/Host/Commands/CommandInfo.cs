#nullable disable

namespace System.Management.Automation;

/// <summary>The name of a command and the module it came from.</summary>
public abstract class CommandInfo
{
    internal CommandInfo(string name) => Name = name;

    public string Name { get; }

    public string ModuleName => Module?.Name ?? string.Empty;

    public PSModuleInfo Module { get; internal set; }

    public override string ToString() => Name;
}
