#nullable disable

namespace System.Management.Automation;

/// <summary>A member with a value.</summary>
public abstract class PSPropertyInfo : PSMemberInfo
{
    internal PSPropertyInfo(string name)
        : base(name)
    {
    }

    public abstract bool IsGettable { get; }

    public abstract bool IsSettable { get; }
}
