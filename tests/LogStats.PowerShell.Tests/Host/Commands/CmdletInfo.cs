#nullable disable

namespace System.Management.Automation;

/// <summary>A command that is a class.</summary>
public class CmdletInfo : CommandInfo
{
    public CmdletInfo(string name, Type implementingType)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(implementingType);
        ImplementingType = implementingType;
    }

    public Type ImplementingType { get; }

    public string Verb => Name.Split('-', 2)[0];

    public string Noun => Name.Split('-', 2)[^1];
}
