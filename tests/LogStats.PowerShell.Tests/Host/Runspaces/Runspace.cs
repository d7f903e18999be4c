#nullable disable

namespace System.Management.Automation.Runspaces;

/// <summary>Where commands run. The double has one place for all of them, and no default until a test gives one.</summary>
public abstract class Runspace
{
    internal Runspace()
    {
    }

    public static Runspace DefaultRunspace { get; set; }

    public virtual SessionStateProxy SessionStateProxy => null;
}
