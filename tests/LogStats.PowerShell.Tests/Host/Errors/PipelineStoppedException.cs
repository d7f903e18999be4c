#nullable disable

namespace System.Management.Automation;

/// <summary>Thrown out of every write once nobody downstream wants more. Cmdlets let it pass.</summary>
public class PipelineStoppedException : RuntimeException
{
    public PipelineStoppedException()
    {
    }

    public PipelineStoppedException(string message)
        : base(message)
    {
    }

    public PipelineStoppedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
