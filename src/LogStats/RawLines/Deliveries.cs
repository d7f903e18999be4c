using LogStats.Follow;

namespace LogStats.RawLines;

/// <summary>
/// What was given and may not be safe yet, in order. A place in the logs is only saved once nobody holds a line before it, so
/// that what is lost with a process that is killed comes again.
/// </summary>
internal sealed class Deliveries(LogFollower follower)
{
    private readonly Queue<(Delivery Given, FollowMark Mark)> _open = [];

    /// <summary>What the lines of the present look belong to.</summary>
    public Delivery Current { get; private set; } = new();

    /// <summary>Whether places are still to be saved.</summary>
    public bool Any => _open.Count > 0;

    /// <summary>The look is over, or was broken off: all that was given up to here is one delivery.</summary>
    public void Close()
    {
        if (follower.Mark() is { } mark)
        {
            _open.Enqueue((Current, mark));
            Current = new Delivery();
        }
    }

    /// <summary>Saves as far as everything is safe.</summary>
    public void Save(CancellationToken stop)
    {
        FollowMark? safe = null;
        foreach ((Delivery given, FollowMark mark) in _open)
        {
            if (!given.IsSafe)
            {
                break;
            }

            safe = mark;
        }

        if (safe is not null)
        {
            follower.CommitAsync(safe, stop).AsTask().GetAwaiter().GetResult();
            while (_open.Dequeue().Mark != safe)
            {
            }
        }
    }
}
