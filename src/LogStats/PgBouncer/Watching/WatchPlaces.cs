using LogStats.Follow;

namespace LogStats.PgBouncer.Watching;

/// <summary>
/// From where on each log has to be read again for the report that is being made: a position before its first line of that
/// stretch of time. After a restart the sums come from the log itself and not from a memory of them.
/// </summary>
internal sealed class WatchPlaces
{
    private readonly Dictionary<string, FollowPosition> _begin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FollowPosition> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _later = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, FollowPosition> Begin => _begin;

    /// <summary>The present stretch begins here.</summary>
    public void Restart(IEnumerable<FollowPosition> positions)
    {
        _begin.Clear();
        _next.Clear();
        _later.Clear();
        foreach (FollowPosition position in positions)
        {
            _begin[position.Path] = position;
        }
    }

    /// <summary>The logs are about to be read on from these positions.</summary>
    public void Before(IEnumerable<FollowPosition> positions)
    {
        foreach (FollowPosition position in positions)
        {
            // One that was not there before was read from its first line.
            _ = _begin.TryAdd(position.Path, position with { Offset = 0, Tail = default, IsFinished = false });
            if (!_later.ContainsKey(position.Path))
            {
                _next[position.Path] = position;
            }
        }
    }

    /// <summary>A line belongs to a later stretch.</summary>
    public void Later(string path, long ticks) => _later[path] = Math.Max(ticks, _later.GetValueOrDefault(path));

    /// <summary>A stretch was reported; the present one ends at <paramref name="next"/>.</summary>
    public void Reported(long next)
    {
        foreach ((string path, FollowPosition position) in _next)
        {
            _begin[path] = position;
        }

        foreach (string path in _later.Where(later => later.Value < next).Select(later => later.Key).ToList())
        {
            _ = _later.Remove(path);
        }
    }
}
