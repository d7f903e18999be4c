#nullable disable

namespace System.Management.Automation;

/// <summary>The state does not allow it.</summary>
public class PSInvalidOperationException : InvalidOperationException, IContainsErrorRecord
{
    public PSInvalidOperationException()
    {
    }

    public PSInvalidOperationException(string message)
        : base(message)
    {
    }

    public PSInvalidOperationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public virtual ErrorRecord ErrorRecord => new(this, "InvalidOperation", ErrorCategory.InvalidOperation, null);
}
