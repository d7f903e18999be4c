#nullable disable

using System.Collections;

namespace System.Management.Automation;

/// <summary>Members by name, whatever the case: notes first, then what the type declares.</summary>
public class PSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSMemberInfo
{
    private readonly List<T> _members;

    internal PSMemberInfoCollection(IEnumerable<T> members) => _members = [.. members];

    public T this[string name] =>
        _members.Find(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Add(T member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Remove(member.Name);
        _members.Insert(0, member);
    }

    public void Remove(string name) =>
        _members.RemoveAll(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<T> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
