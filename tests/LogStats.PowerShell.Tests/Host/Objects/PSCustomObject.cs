#nullable disable

namespace System.Management.Automation;

/// <summary>The base of an object that has none.</summary>
public class PSCustomObject
{
    internal static readonly PSCustomObject SelfInstance = new();

    private PSCustomObject()
    {
    }

    public override string ToString() => string.Empty;
}
