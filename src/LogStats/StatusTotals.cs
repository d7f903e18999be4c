using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LogStats;

/// <summary>
/// How often each status was answered, the lowest first. No <see cref="IDictionary"/>: JSON cannot have numbers for keys,
/// and what writes it refuses such a one.
/// </summary>
public sealed class StatusTotals : IReadOnlyDictionary<int, long>
{
    private readonly SortedDictionary<int, long> _totals;

    internal StatusTotals(IEnumerable<KeyValuePair<int, long>> totals) => _totals = new(totals.ToDictionary());

    public IEnumerable<int> Keys => _totals.Keys;

    public IEnumerable<long> Values => _totals.Values;

    public int Count => _totals.Count;

    /// <summary>0 for a status that was not answered.</summary>
    public long this[int status] => _totals.GetValueOrDefault(status);

    public bool ContainsKey(int key) => _totals.ContainsKey(key);

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out long value) => _totals.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<int, long>> GetEnumerator() => _totals.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
