#nullable disable

namespace System.Management.Automation;

/// <summary>The word before the two colons is no provider.</summary>
public class ProviderNotFoundException : SessionStateException
{
    public ProviderNotFoundException()
    {
    }

    public ProviderNotFoundException(string message)
        : base(message)
    {
    }

    public ProviderNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
