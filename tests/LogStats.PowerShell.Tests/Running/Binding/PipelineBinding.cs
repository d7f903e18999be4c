using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>
/// Binds one pipeline object in the engine's four rounds: by value as it is, by property name as it is, by value
/// coerced, by property name coerced. In each round the default parameter set is tried before the others.
/// </summary>
internal static class PipelineBinding
{
    private static readonly (bool ByName, bool Coerce)[] s_rounds =
        [(false, false), (true, false), (false, true), (true, true)];

    internal static void Bind(BoundCommand command, object? value)
    {
        foreach ((CommandParameter parameter, object? before) in command.FromPipeline)
        {
            command.Restore(parameter, before);
        }

        command.FromPipeline.Clear();
        command.Narrow(command.CommandLineMask);
        foreach ((bool byName, bool coerce) in s_rounds)
        {
            uint preferred = command.Mask & command.Metadata.DefaultMask;
            if (preferred == 0 || !Round(command, value, byName, coerce, preferred))
            {
                Round(command, value, byName, coerce, command.Mask);
            }
        }

        if (command.FromPipeline.Count == 0)
        {
            throw BindingFault.InputNotBound();
        }

        ParameterSetChoice.SettleInput(command);
    }

    private static bool Round(BoundCommand command, object? value, bool byName, bool coerce, uint mask)
    {
        bool any = false;
        foreach (CommandParameter parameter in command.Metadata.Parameters)
        {
            bool open = !command.IsBound(parameter) && (parameter.Mask & mask & command.Mask) != 0
                && Takes(parameter, command.Metadata.OpenSets(mask & command.Mask), byName);
            if (open && TryArgument(parameter, value, byName, out object? argument)
                && TryPrepare(parameter, argument, coerce, out object? prepared))
            {
                command.FromPipeline.Add(new(parameter, command.ValueOf(parameter)));
                command.Assign(parameter, prepared);
                any = true;
            }
        }

        return any;
    }

    private static bool Takes(CommandParameter parameter, IEnumerable<string> sets, bool byName) =>
        sets.Select(parameter.In).Any(declared => declared is not null
            && (byName ? declared.ValueFromPipelineByPropertyName : declared.ValueFromPipeline));

    private static bool TryArgument(CommandParameter parameter, object? value, bool byName, out object? argument)
    {
        argument = value;
        if (!byName)
        {
            return true;
        }

        PSPropertyInfo? property = value is null ? null : parameter.Names
            .Select(name => PSObject.AsPSObject(value).Properties[name])
            .FirstOrDefault(found => found is not null);
        argument = property?.Value;
        return property is not null;
    }

    /// <summary>
    /// What does not convert is simply not for this parameter; what converts and is then refused is an error.
    /// </summary>
    private static bool TryPrepare(CommandParameter parameter, object? argument, bool coerce, out object? prepared)
    {
        try
        {
            if (!coerce)
            {
                return Argument.TryUncoerced(parameter, argument, out prepared);
            }

            prepared = Argument.Coerced(parameter, argument);
            return true;
        }
        catch (ParameterBindingException fault) when (fault.ErrorId == "CannotConvertArgumentNoMessage")
        {
            prepared = null;
            return false;
        }
    }
}
