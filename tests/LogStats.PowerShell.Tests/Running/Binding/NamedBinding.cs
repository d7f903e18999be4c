namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>Binds what was named on the command line.</summary>
internal static class NamedBinding
{
    internal static void Bind(BoundCommand command, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        foreach ((string name, object? value) in arguments)
        {
            CommandParameter parameter = Find(command.Metadata, name);
            if (command.IsBound(parameter))
            {
                throw BindingFault.AlreadyBound(parameter);
            }

            command.Assign(parameter, Argument.Coerced(parameter, value));
            if (command.Mask == 0)
            {
                throw BindingFault.AmbiguousSet();
            }
        }
    }

    /// <summary>A full name or alias wins over the beginning of another one.</summary>
    internal static CommandParameter Find(CommandMetadata metadata, string name)
    {
        CommandParameter[] exact = [.. metadata.Parameters.Where(parameter =>
            parameter.Names.Contains(name, StringComparer.OrdinalIgnoreCase))];
        CommandParameter[] matches = exact.Length > 0 ? exact : [.. metadata.Parameters.Where(parameter =>
            parameter.Names.Any(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase)))];
        return matches.Length switch
        {
            0 => throw BindingFault.NotFound(name),
            1 => matches[0],
            _ => throw BindingFault.Ambiguous(name, matches),
        };
    }
}
