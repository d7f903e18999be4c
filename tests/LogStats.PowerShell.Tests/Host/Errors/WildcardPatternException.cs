#nullable disable

namespace System.Management.Automation;

/// <summary>A bracket in a pattern is not closed.</summary>
public class WildcardPatternException : RuntimeException
{
    public WildcardPatternException()
    {
    }

    public WildcardPatternException(string message)
        : base(message)
    {
    }

    public WildcardPatternException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
