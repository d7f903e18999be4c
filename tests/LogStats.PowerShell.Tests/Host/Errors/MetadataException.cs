#nullable disable

namespace System.Management.Automation;

/// <summary>An attribute objects.</summary>
public class MetadataException : RuntimeException
{
    public MetadataException()
    {
    }

    public MetadataException(string message)
        : base(message)
    {
    }

    public MetadataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
