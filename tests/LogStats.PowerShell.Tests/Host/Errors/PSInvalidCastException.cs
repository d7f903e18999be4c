#nullable disable

namespace System.Management.Automation;

/// <summary>The value has no counterpart in the wanted type.</summary>
public class PSInvalidCastException : InvalidCastException, IContainsErrorRecord
{
    public PSInvalidCastException()
    {
    }

    public PSInvalidCastException(string message)
        : base(message)
    {
    }

    public PSInvalidCastException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public virtual ErrorRecord ErrorRecord => new(this, "InvalidCast", ErrorCategory.InvalidArgument, null);
}
