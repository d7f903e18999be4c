using LogStats.Follow;
using LogStats.PgBouncer.Watching;

namespace LogStats.PgBouncer;

/// <summary>What a watch keeps for its next start, and how it begins: with that, with the logs, or now.</summary>
public sealed partial class PgBouncerWatch
{
    private WatchMemory? _memory;
    private long? _saved;

    /// <summary>The rows up to now are safe: for who takes no other. Nothing is saved while there are rows that nobody took.</summary>
    public void Save(CancellationToken stop = default)
    {
        // Only at the end of the logs nothing waits that was read and is known to nobody.
        if (_options.Store is not null && _engine.HasBegun && _isEnd && _left == 0 && _lines.Paths.All(path => path.Waiting == 0))
        {
            Dictionary<string, long> corrections = _lines.Paths.Where(path => path.Clock.Correction != 0).ToDictionary(path => path.Path, path => path.Clock.Correction);
            bool daily = _options.ReportAt is not null;
            WatchMemory memory = new(_engine.Memory(), daily ? _periods.Current : 0, corrections, daily ? _places.Begin : new Dictionary<string, FollowPosition>());
            _follower.CommitAsync(memory.Write(), stop).AsTask().GetAwaiter().GetResult();
        }

        _saved = _clock.GetTimestamp();
    }

    private IReadOnlyDictionary<string, FollowPosition>? Remember()
    {
        if (_options.From == FollowStart.Saved && _options.Store?.LoadState(_options.Checkpoint) is { } text)
        {
            _memory = WatchMemory.Read(_options.Checkpoint, text);
        }

        return _memory?.Begin;
    }

    private void Begin()
    {
        if (_memory is { } memory)
        {
            _lines.Phase = WatchPhase.Resume;
            _engine.Restore(memory.Alerts);
            _periods.Begin(_options.ReportAt is not null && memory.Reported != 0 ? memory.Reported : _wall.Now);
            _places.Restart(memory.Begin.Values);
            foreach ((string path, long correction) in memory.Corrections)
            {
                _lines.PathOf(path).Clock.Restore(correction);
            }
        }
        else if (_options.From == FollowStart.Beginning)
        {
            _lines.Phase = WatchPhase.Replay;
            _places.Restart(_follower.Positions);
        }
        else
        {
            _lines.Phase = WatchPhase.History;
            _lines.NotBefore = Math.Max(0, _wall.Now - _options.History.Ticks);
        }
    }
}
