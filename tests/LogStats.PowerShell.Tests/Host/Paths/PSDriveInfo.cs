#nullable disable

namespace System.Management.Automation;

/// <summary>A drive: the word before the colon, or the root.</summary>
public class PSDriveInfo
{
    internal PSDriveInfo(string name, ProviderInfo provider, string root)
    {
        Name = name;
        Provider = provider;
        Root = root;
    }

    public string Name { get; }

    public ProviderInfo Provider { get; }

    public string Root { get; }

    public override string ToString() => Name;
}
