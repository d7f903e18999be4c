#nullable disable

namespace System.Management.Automation.Language;

/// <summary>A piece of a parsed script. There is no parser here; completers get it empty.</summary>
public abstract class Ast
{
    internal Ast()
    {
    }

    public Ast Parent { get; internal set; }
}
