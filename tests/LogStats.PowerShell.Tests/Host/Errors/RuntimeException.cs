#nullable disable

namespace System.Management.Automation;

/// <summary>Root of the engine's exceptions; each carries a record with its id and category.</summary>
public class RuntimeException : SystemException, IContainsErrorRecord
{
    private ErrorRecord _errorRecord;

    public RuntimeException()
    {
    }

    public RuntimeException(string message)
        : base(message)
    {
    }

    public RuntimeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RuntimeException(string message, Exception innerException, ErrorRecord errorRecord)
        : base(message, innerException) => _errorRecord = errorRecord;

    public virtual ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(this, nameof(RuntimeException), ErrorCategory.NotSpecified, null);

    internal void SetErrorRecord(ErrorRecord record) => _errorRecord = record;
}
