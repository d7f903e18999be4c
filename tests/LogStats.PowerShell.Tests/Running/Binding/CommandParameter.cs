using System.Management.Automation;
using System.Reflection;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>One parameter as its attributes describe it.</summary>
internal sealed class CommandParameter
{
    internal CommandParameter(PropertyInfo property)
    {
        Property = property;
        Sets = property.GetCustomAttributes<ParameterAttribute>().ToDictionary(
            attribute => attribute.ParameterSetName, StringComparer.OrdinalIgnoreCase);
        Aliases = [.. property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];
        Transformations = [.. property.GetCustomAttributes<ArgumentTransformationAttribute>()];
        Validations = [.. property.GetCustomAttributes<ValidateArgumentsAttribute>()];
    }

    internal PropertyInfo Property { get; }

    internal string Name => Property.Name;

    internal Type Type => Property.PropertyType;

    internal string[] Aliases { get; }

    internal IEnumerable<string> Names => [Name, .. Aliases];

    internal Dictionary<string, ParameterAttribute> Sets { get; }

    internal ArgumentTransformationAttribute[] Transformations { get; }

    internal ValidateArgumentsAttribute[] Validations { get; }

    /// <summary>One bit for each set it belongs to; all bits for a parameter of every set.</summary>
    internal uint Mask { get; set; } = uint.MaxValue;

    internal bool IsMandatoryAnywhere => Sets.Values.Any(set => set.Mandatory);

    internal bool Allows<T>()
        where T : Attribute => Property.IsDefined(typeof(T));

    internal ParameterAttribute? In(string set) =>
        Sets.GetValueOrDefault(set) ?? Sets.GetValueOrDefault(ParameterAttribute.AllParameterSets);
}
