#nullable disable

using System.Collections.ObjectModel;
using System.Reflection;

namespace System.Management.Automation;

/// <summary>
/// A value with properties hung on it. Unlike the engine's, two wrappers of one object do not share their
/// notes: whoever wants a note seen downstream writes the wrapper that carries it.
/// </summary>
public class PSObject
{
    private readonly object _base;
    private PSMemberInfoCollection<PSPropertyInfo> _properties;

    public PSObject() => _base = PSCustomObject.SelfInstance;

    public PSObject(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        _base = obj;
    }

    public object ImmediateBaseObject => _base;

    public object BaseObject => _base is PSObject inner ? inner.BaseObject : _base;

    public PSMemberInfoCollection<PSPropertyInfo> Properties => _properties ??= new(Declared());

    public Collection<string> TypeNames => field ??= [.. Ancestors(BaseObject.GetType())];

    public static implicit operator PSObject(string valueToConvert) => AsPSObject(valueToConvert);

    public static implicit operator PSObject(int valueToConvert) => AsPSObject(valueToConvert);

    public static implicit operator PSObject(bool valueToConvert) => AsPSObject(valueToConvert);

    public static PSObject AsPSObject(object obj) => obj as PSObject ?? new PSObject(obj);

    public override string ToString() => BaseObject is PSCustomObject
        ? $"@{{{string.Join("; ", Properties.Select(note => $"{note.Name}={note.Value}"))}}}"
        : LanguagePrimitives.ConvertTo<string>(BaseObject);

    public override bool Equals(object obj) =>
        obj is PSObject other && BaseObject is PSCustomObject
            ? ReferenceEquals(this, other)
            : BaseObject.Equals(obj is PSObject wrapped ? wrapped.BaseObject : obj);

    public override int GetHashCode() => BaseObject.GetHashCode();

    internal static object Base(object value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static IEnumerable<string> Ancestors(Type type)
    {
        for (Type current = type; current is not null; current = current.BaseType)
        {
            yield return current.FullName;
        }
    }

    private IEnumerable<PSPropertyInfo> Declared() => _base switch
    {
        PSObject inner => inner.Properties,
        PSCustomObject => [],
        _ => _base.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .Select(property => new PSProperty(_base, property)),
    };
}
