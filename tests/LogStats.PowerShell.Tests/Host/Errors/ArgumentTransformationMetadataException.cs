#nullable disable

namespace System.Management.Automation;

/// <summary>A transformation could not read its argument.</summary>
public class ArgumentTransformationMetadataException : MetadataException
{
    public ArgumentTransformationMetadataException()
    {
    }

    public ArgumentTransformationMetadataException(string message)
        : base(message)
    {
    }

    public ArgumentTransformationMetadataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
