using System.Collections;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>Takes a value through transformation, coercion and validation, in this order.</summary>
internal static class Argument
{
    internal static object? Coerced(CommandParameter parameter, object? value)
    {
        object? transformed = Transform(parameter, value);
        RefuseNothing(parameter, transformed);
        object? coerced = Coerce(parameter, transformed);
        Validate(parameter, coerced);
        return coerced;
    }

    /// <summary>
    /// The gentler try of pipeline binding: it fits as it is, or as a collection of one, or not at all.
    /// </summary>
    internal static bool TryUncoerced(CommandParameter parameter, object? value, out object? result)
    {
        result = Transform(parameter, value);
        object? bare = PSObject.Base(result);
        Type? element = CollectionConversion.ElementType(parameter.Type);
        if (bare is null)
        {
            return !parameter.Type.IsValueType && parameter.Type != typeof(string) && Checked(parameter, result);
        }

        if (!parameter.Type.IsInstanceOfType(result))
        {
            bool fits = parameter.Type.IsInstanceOfType(bare)
                || (element is not null && (element == typeof(PSObject) || element.IsInstanceOfType(bare)));
            if (!fits && parameter.Type != typeof(PSObject))
            {
                return false;
            }

            result = Coerce(parameter, result);
        }

        return Checked(parameter, result);
    }

    private static bool Checked(CommandParameter parameter, object? value)
    {
        RefuseNothing(parameter, value);
        Validate(parameter, value);
        return true;
    }

    private static object? Transform(CommandParameter parameter, object? value)
    {
        foreach (ArgumentTransformationAttribute attribute in parameter.Transformations)
        {
            if (value is null && !parameter.IsMandatoryAnywhere && !attribute.TransformNullOptionalParameters)
            {
                continue;
            }

            try
            {
                value = attribute.Transform(new EngineIntrinsics(), value!);
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                throw BindingFault.Transformation(parameter, exception);
            }
        }

        return value;
    }

    private static object? Coerce(CommandParameter parameter, object? value)
    {
        object? bare = PSObject.Base(value);
        bool truth = parameter.Type == typeof(SwitchParameter) || parameter.Type == typeof(bool);

        // The language lets both pass, the binder does not: a list is no text, and a word is no switch.
        if ((parameter.Type == typeof(string) && bare is Array) || (truth && bare is string))
        {
            throw BindingFault.Conversion(parameter, $"Cannot convert '{bare}' to the type '{parameter.Type}'.");
        }

        if (bare is null && parameter.Type != typeof(string) && !parameter.Type.IsValueType)
        {
            return null;
        }

        try
        {
            return LanguagePrimitives.ConvertTo(value, parameter.Type);
        }
        catch (PSInvalidCastException exception)
        {
            throw BindingFault.Conversion(parameter, exception.Message);
        }
    }

    private static void Validate(CommandParameter parameter, object? value)
    {
        foreach (ValidateArgumentsAttribute attribute in parameter.Validations)
        {
            try
            {
                attribute.InternalValidate(value);
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                throw BindingFault.Validation(parameter, exception);
            }
        }
    }

    /// <summary>A mandatory parameter refuses nothing in its three forms, unless an attribute lets it in.</summary>
    private static void RefuseNothing(CommandParameter parameter, object? value)
    {
        if (!parameter.IsMandatoryAnywhere)
        {
            return;
        }

        switch (PSObject.Base(value))
        {
            case null when !parameter.Allows<AllowNullAttribute>():
                throw BindingFault.Refused(parameter, "null", "Null");
            case "" when !parameter.Allows<AllowEmptyStringAttribute>():
                throw BindingFault.Refused(parameter, "an empty string", "EmptyString");
            case ICollection { Count: 0 } when !parameter.Allows<AllowEmptyCollectionAttribute>():
                throw BindingFault.Refused(parameter, "an empty array", "EmptyArray");
        }
    }
}
