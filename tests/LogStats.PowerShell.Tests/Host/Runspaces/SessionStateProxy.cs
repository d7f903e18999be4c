#nullable disable

namespace System.Management.Automation.Runspaces;

/// <summary>A session seen from outside.</summary>
public class SessionStateProxy
{
    internal SessionStateProxy()
    {
    }

    public virtual PathIntrinsics Path => null;
}
