#nullable disable

namespace System.Management.Automation.Language;

/// <summary>A command or an expression in its place.</summary>
public abstract class CommandBaseAst : StatementAst
{
    internal CommandBaseAst()
    {
    }
}
