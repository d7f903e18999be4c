#nullable disable

using System.Reflection;

namespace System.Management.Automation;

/// <summary>A property the object's own type declares.</summary>
public class PSProperty : PSPropertyInfo
{
    private readonly object _owner;
    private readonly PropertyInfo _property;

    internal PSProperty(object owner, PropertyInfo property)
        : base(property.Name)
    {
        _owner = owner;
        _property = property;
    }

    public override PSMemberTypes MemberType => PSMemberTypes.Property;

    public override bool IsGettable => _property.CanRead;

    public override bool IsSettable => _property.SetMethod is { IsPublic: true };

    public override object Value
    {
        get => _property.GetValue(_owner);
        set => _property.SetValue(_owner, value);
    }
}
