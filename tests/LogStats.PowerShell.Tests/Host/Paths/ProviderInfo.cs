#nullable disable

using Microsoft.PowerShell.Commands;

namespace System.Management.Automation;

/// <summary>Who serves a path. Files are served; a few other names are known so that they can be refused.</summary>
public class ProviderInfo
{
    internal static readonly ProviderInfo FileSystem = new("FileSystem", typeof(FileSystemProvider));

    internal static readonly ProviderInfo Environment = new("Environment", typeof(object));

    internal static readonly ProviderInfo Variable = new("Variable", typeof(object));

    private ProviderInfo(string name, Type implementingType)
    {
        Name = name;
        ImplementingType = implementingType;
    }

    public string Name { get; }

    public string ModuleName => "Microsoft.PowerShell.Core";

    public Type ImplementingType { get; }

    public override string ToString() => $"{ModuleName}\\{Name}";
}
