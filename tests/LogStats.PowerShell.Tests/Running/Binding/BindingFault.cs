using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>Every way a binding fails, with the id, category and words of the engine.</summary>
internal static class BindingFault
{
    internal static ParameterBindingException NotFound(string name) => Make(
        $"A parameter cannot be found that matches parameter name '{name}'.", "NamedParameterNotFound", name);

    internal static ParameterBindingException Ambiguous(string name, IEnumerable<CommandParameter> matches) => Make(
        $"Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: "
        + $"{string.Join(' ', matches.Select(match => $"-{match.Name}"))}.", "AmbiguousParameter", name);

    internal static ParameterBindingException AlreadyBound(CommandParameter parameter) => Make(
        $"Cannot bind parameter because parameter '{parameter.Name}' is specified more than once. To provide multiple "
        + "values to parameters that can accept multiple values, use the array syntax.",
        "ParameterAlreadyBound",
        parameter.Name);

    internal static ParameterBindingException AmbiguousSet() => Make(
        "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot "
        + "be used together or an insufficient number of parameters were provided.", "AmbiguousParameterSet", null);

    internal static ParameterBindingException Missing(IEnumerable<string> names) => Make(
        "Cannot process command because of one or more missing mandatory parameters: "
        + $"{string.Join(' ', names)}.", "MissingMandatoryParameter", null);

    internal static ParameterBindingException InputNotBound() => Make(
        "The input object cannot be bound to any parameters for the command either because the command does not take "
        + "pipeline input or the input and its properties do not match any of the parameters that take pipeline input.",
        "InputObjectNotBound", null);

    internal static ParameterBindingException InputMissing(IEnumerable<string> names) => Make(
        "The input object cannot be bound because it did not contain the information required to bind all mandatory "
        + $"parameters:  {string.Join(' ', names)}", "InputObjectMissingMandatory", null);

    internal static ParameterBindingException Conversion(CommandParameter parameter, string reason) => Make(
        $"Cannot bind parameter '{parameter.Name}'. {reason}", "CannotConvertArgumentNoMessage", parameter.Name);

    internal static ParameterBindingException Transformation(CommandParameter parameter, Exception inner) => Make(
        $"Cannot process argument transformation on parameter '{parameter.Name}'. {inner.Message}",
        "ParameterArgumentTransformationError", parameter.Name, ErrorCategory.InvalidData, inner);

    internal static ParameterBindingException Validation(CommandParameter parameter, Exception inner) => Make(
        $"Cannot validate argument on parameter '{parameter.Name}'. {inner.Message}",
        "ParameterArgumentValidationError", parameter.Name, ErrorCategory.InvalidData, inner);

    internal static ParameterBindingException Refused(CommandParameter parameter, string what, string idEnd) => Make(
        $"Cannot bind argument to parameter '{parameter.Name}' because it is {what}.",
        $"ParameterArgumentValidationError{idEnd}NotAllowed", parameter.Name, ErrorCategory.InvalidData);

    internal static ParameterBindingException SetterFailed(CommandParameter parameter, Exception inner) => Make(
        $"Cannot bind parameter '{parameter.Name}' to the target. {inner.Message}", "ParameterBindingFailed",
        parameter.Name, ErrorCategory.WriteError, inner);

    /// <summary>A record of the same fault that points at the pipeline object.</summary>
    internal static ErrorRecord WithTarget(ParameterBindingException fault, object? target) => new(
        fault, fault.ErrorId, fault.ErrorRecord.CategoryInfo.Category, target);

    private static ParameterBindingException Make(
        string message,
        string errorId,
        string? parameter,
        ErrorCategory category = ErrorCategory.InvalidArgument,
        Exception? inner = null)
    {
        var fault = new ParameterBindingException(message, errorId, parameter!, inner!);
        fault.SetErrorRecord(new ErrorRecord(fault, errorId, category, null));
        return fault;
    }
}
