#nullable disable

namespace System.Management.Automation;

/// <summary>Names the completer of a parameter.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class ArgumentCompleterAttribute : Attribute
{
    public ArgumentCompleterAttribute(Type type)
    {
        if (type is null || !typeof(IArgumentCompleter).IsAssignableFrom(type))
        {
            throw new ArgumentException("A completer implements IArgumentCompleter.", nameof(type));
        }

        Type = type;
    }

    public Type Type { get; }
}
