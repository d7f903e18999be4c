#nullable disable

namespace System.Management.Automation;

/// <summary>It is not done here.</summary>
public class PSNotSupportedException : NotSupportedException, IContainsErrorRecord
{
    public PSNotSupportedException()
    {
    }

    public PSNotSupportedException(string message)
        : base(message)
    {
    }

    public PSNotSupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public virtual ErrorRecord ErrorRecord => new(this, "NotSupported", ErrorCategory.NotImplemented, null);
}
