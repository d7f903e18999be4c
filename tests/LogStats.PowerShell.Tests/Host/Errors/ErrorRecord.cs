#nullable disable

namespace System.Management.Automation;

/// <summary>One failure. Its full id ends in the class of the cmdlet that wrote it, as in PowerShell.</summary>
public class ErrorRecord
{
    private readonly string _errorId;
    private string _commandTypeName;

    public ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object targetObject)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception = exception;
        _errorId = errorId ?? string.Empty;
        TargetObject = targetObject;
        CategoryInfo = new ErrorCategoryInfo(errorCategory, exception.GetType().Name, targetObject);
    }

    public ErrorRecord(ErrorRecord errorRecord, Exception replaceParentContainsErrorRecordException)
    {
        ArgumentNullException.ThrowIfNull(errorRecord);
        Exception = replaceParentContainsErrorRecordException ?? errorRecord.Exception;
        _errorId = errorRecord._errorId;
        _commandTypeName = errorRecord._commandTypeName;
        TargetObject = errorRecord.TargetObject;
        CategoryInfo = errorRecord.CategoryInfo;
        ErrorDetails = errorRecord.ErrorDetails;
        InvocationInfo = errorRecord.InvocationInfo;
    }

    public Exception Exception { get; }

    public object TargetObject { get; }

    public ErrorCategoryInfo CategoryInfo { get; }

    public ErrorDetails ErrorDetails { get; set; }

    public InvocationInfo InvocationInfo { get; private set; }

    public string FullyQualifiedErrorId => _commandTypeName is null ? _errorId : $"{_errorId},{_commandTypeName}";

    public override string ToString() =>
        string.IsNullOrEmpty(ErrorDetails?.Message) ? Exception.Message : ErrorDetails.Message;

    /// <summary>Signs the record; a record that was signed by an inner command keeps that signature.</summary>
    internal void Sign(InvocationInfo invocation, Type commandType)
    {
        if (_commandTypeName is null)
        {
            InvocationInfo = invocation;
            _commandTypeName = commandType.FullName;
            CategoryInfo.Activity = invocation.MyCommand.Name;
        }
    }
}
