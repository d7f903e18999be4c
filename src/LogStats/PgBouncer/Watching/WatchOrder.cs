namespace LogStats.PgBouncer.Watching;

/// <summary>
/// Puts what several logs hold in the order of time. A log of which more is there than was read may still bring something
/// earlier, so the others wait for it; bounded, because it is read on until then.
/// </summary>
internal sealed class WatchOrder(WatchLines lines)
{
    private readonly HashSet<string> _full = new(StringComparer.Ordinal);

    /// <summary>Logs that are not to be read on for now: enough of them waits.</summary>
    public HashSet<string> Full => _full;

    /// <summary>Gives what waits to <paramref name="see"/>, as far as nothing earlier can come.</summary>
    public void Give(Action<int, long> see)
    {
        while (Next(out long time) is { } path)
        {
            see(path.Take().Subject, time);
        }
    }

    /// <summary>What was given away makes room: says anew which logs are not to be read on.</summary>
    public void Refill()
    {
        _full.Clear();
        if (lines.Paths.Count > 1)
        {
            _full.UnionWith(lines.Paths.Where(path => path.Waiting >= WatchedPath.Full).Select(path => path.Path));
        }
    }

    private WatchedPath? Next(out long earliest)
    {
        WatchedPath? next = null;
        earliest = long.MaxValue;
        foreach (WatchedPath path in lines.Paths)
        {
            if (path.Head is { } head && head.Ticks + path.Clock.Correction < earliest)
            {
                (next, earliest) = (path, head.Ticks + path.Clock.Correction);
            }
            else if (path.Waiting == 0 && _full.Contains(path.Path))
            {
                return null; // It has more, which may be earlier.
            }
        }

        return next;
    }
}
