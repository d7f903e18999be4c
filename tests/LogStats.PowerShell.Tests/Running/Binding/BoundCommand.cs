using System.Management.Automation;
using System.Reflection;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>A cmdlet object and how far its parameters are bound.</summary>
internal sealed class BoundCommand(CommandMetadata metadata, Cmdlet cmdlet, InvocationInfo invocation)
{
    private readonly HashSet<CommandParameter> _bound = [];

    internal CommandMetadata Metadata => metadata;

    internal CommonParameters Common { get; } = new();

    internal ChangeParameters Change { get; } = new();

    /// <summary>Bits of the parameter sets still possible.</summary>
    internal uint Mask { get; private set; } = uint.MaxValue;

    internal bool IsBound(CommandParameter parameter) => _bound.Contains(parameter);

    internal object? ValueOf(CommandParameter parameter) => parameter.Property.GetValue(OwnerOf(parameter));

    internal void Assign(CommandParameter parameter, object? value)
    {
        SetProperty(parameter, value);
        _bound.Add(parameter);
        invocation.BoundParameters[parameter.Name] = value!;
        Narrow(Mask & parameter.Mask);
    }

    /// <summary>Takes back what an earlier pipeline object had bound.</summary>
    internal void Restore(CommandParameter parameter, object? before)
    {
        SetProperty(parameter, before);
        _bound.Remove(parameter);
        invocation.BoundParameters.Remove(parameter.Name);
    }

    internal void Narrow(uint mask)
    {
        Mask = mask;
        (cmdlet as PSCmdlet)?.SetParameterSetName(metadata.NameOf(mask));
    }

    /// <summary>Parameters bound from the pipeline, with the values they had before.</summary>
    internal List<KeyValuePair<CommandParameter, object?>> FromPipeline { get; } = [];

    /// <summary>What the command line alone left open; every pipeline object starts from it.</summary>
    internal uint CommandLineMask { get; set; } = uint.MaxValue;

    private void SetProperty(CommandParameter parameter, object? value)
    {
        try
        {
            parameter.Property.SetValue(OwnerOf(parameter), value);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw BindingFault.SetterFailed(parameter, inner);
        }
    }

    private object OwnerOf(CommandParameter parameter) =>
        parameter.Property.DeclaringType == typeof(CommonParameters) ? Common
        : parameter.Property.DeclaringType == typeof(ChangeParameters) ? Change
        : cmdlet;
}
