#nullable disable

namespace System.Management.Automation;

/// <summary>The argument cannot be right.</summary>
public class PSArgumentException : ArgumentException, IContainsErrorRecord
{
    public PSArgumentException()
    {
    }

    public PSArgumentException(string message)
        : base(message)
    {
    }

    public PSArgumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public virtual ErrorRecord ErrorRecord => new(this, "Argument", ErrorCategory.InvalidArgument, null);
}
