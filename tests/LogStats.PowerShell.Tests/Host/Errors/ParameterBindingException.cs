#nullable disable

namespace System.Management.Automation;

/// <summary>An argument did not reach its parameter. Ids and wording are PowerShell's.</summary>
public class ParameterBindingException : RuntimeException
{
    public ParameterBindingException()
    {
    }

    public ParameterBindingException(string message)
        : base(message)
    {
    }

    public ParameterBindingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ParameterBindingException(string message, string errorId, string parameterName, Exception innerException)
        : base(message, innerException)
    {
        ErrorId = errorId;
        ParameterName = parameterName;
    }

    public string ErrorId { get; }

    public string ParameterName { get; }
}
