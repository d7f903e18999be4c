#nullable disable

namespace System.Management.Automation;

/// <summary>Something the session knows, or does not.</summary>
public class SessionStateException : RuntimeException
{
    public SessionStateException()
    {
    }

    public SessionStateException(string message)
        : base(message)
    {
    }

    public SessionStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
