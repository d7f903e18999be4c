#nullable disable

namespace System.Management.Automation;

/// <summary>Variables by name, one scope.</summary>
public sealed class PSVariableIntrinsics
{
    private readonly Dictionary<string, object> _values = new(StringComparer.OrdinalIgnoreCase);

    internal PSVariableIntrinsics()
    {
    }

    public object GetValue(string name) => GetValue(name, null);

    public object GetValue(string name, object defaultValue) => _values.GetValueOrDefault(name, defaultValue);

    public void Set(string name, object value) => _values[name] = value;

    public void Remove(string name) => _values.Remove(name);
}
