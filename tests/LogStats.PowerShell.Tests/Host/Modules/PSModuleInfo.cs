#nullable disable

namespace System.Management.Automation;

/// <summary>A module by name and place.</summary>
public sealed class PSModuleInfo
{
    internal PSModuleInfo(string name, string moduleBase)
    {
        Name = name;
        ModuleBase = moduleBase;
    }

    public string Name { get; }

    public string ModuleBase { get; }

    public override string ToString() => Name;
}
