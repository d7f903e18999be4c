#nullable disable

namespace System.Management.Automation;

/// <summary>The path leads nowhere.</summary>
public class ItemNotFoundException : SessionStateException
{
    public ItemNotFoundException()
    {
    }

    public ItemNotFoundException(string message)
        : base(message)
    {
    }

    public ItemNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
