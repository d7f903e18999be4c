using System.Management.Automation;
using System.Numerics;
using System.Reflection;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>A cmdlet class read once: its name, its parameters and the bits of its parameter sets.</summary>
internal sealed class CommandMetadata
{
    private readonly CmdletAttribute _attribute;

    private CommandMetadata(Type type)
    {
        _attribute = type.GetCustomAttribute<CmdletAttribute>()
            ?? throw new ArgumentException($"{type} has no Cmdlet attribute.", nameof(type));
        Parameters = [.. Read(type)];
        SetNames = [.. Parameters.SelectMany(parameter => parameter.Sets.Keys)
            .Append(_attribute.DefaultParameterSetName ?? ParameterAttribute.AllParameterSets)
            .Where(name => name != ParameterAttribute.AllParameterSets)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (CommandParameter parameter in Parameters)
        {
            parameter.Mask = parameter.Sets.ContainsKey(ParameterAttribute.AllParameterSets)
                ? uint.MaxValue
                : parameter.Sets.Keys.Aggregate(0u, (mask, set) => mask | MaskOf(set));
        }

        Parameters = [.. Parameters, .. Read(typeof(CommonParameters)),
            .. _attribute.SupportsShouldProcess ? Read(typeof(ChangeParameters)) : []];
    }

    internal string Name => $"{_attribute.VerbName}-{_attribute.NounName}";

    internal ConfirmImpact ConfirmImpact => _attribute.ConfirmImpact;

    internal IReadOnlyList<CommandParameter> Parameters { get; }

    internal IReadOnlyList<string> SetNames { get; }

    internal uint DefaultMask => _attribute.DefaultParameterSetName is { } name ? MaskOf(name) : 0;

    internal static CommandMetadata Of(Type type) => new(type);

    internal uint MaskOf(string set)
    {
        for (int i = 0; i < SetNames.Count; i++)
        {
            if (string.Equals(SetNames[i], set, StringComparison.OrdinalIgnoreCase))
            {
                return 1u << i;
            }
        }

        return 0;
    }

    /// <summary>The one set left, the default while nothing is decided, or nothing while several are left.</summary>
    internal string NameOf(uint mask) =>
        mask is 0 or uint.MaxValue ? _attribute.DefaultParameterSetName ?? ParameterAttribute.AllParameterSets
        : BitOperations.IsPow2(mask) ? SetNames[BitOperations.TrailingZeroCount(mask)]
        : string.Empty;

    /// <summary>Names of the sets a mask leaves open; a cmdlet without sets has the one that is called all.</summary>
    internal IReadOnlyList<string> OpenSets(uint mask) => SetNames.Count == 0
        ? [ParameterAttribute.AllParameterSets]
        : [.. SetNames.Where(name => (MaskOf(name) & mask) != 0)];

    private static IEnumerable<CommandParameter> Read(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(property => new CommandParameter(property));
}
