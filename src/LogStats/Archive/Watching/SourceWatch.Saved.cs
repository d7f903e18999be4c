using LogStats.Follow;

namespace LogStats.Archive.Watching;

/// <summary>What a watch keeps for its next start, and how it begins: with that, or with what the files tell.</summary>
public sealed partial class SourceWatch
{
    private static readonly TimeSpan s_untilSaved = TimeSpan.FromMinutes(5);

    private bool _isDirty = true;
    private long _saved;

    /// <summary>The rows up to now are safe but the last one that was given: for who takes no other.</summary>
    public void Save()
    {
        if (_options.Store is { } store)
        {
            SourceMemory memory = new(_sources.Memory(), _hours.Next, _pending);
            store.SaveAsync(_options.Checkpoint, [], [], memory.Write(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }

        (_isDirty, _saved) = (false, _clock.GetTimestamp());
    }

    /// <summary>The last row that was given is safe too, and no other is taken.</summary>
    public void Taken()
    {
        if (_reported is { } hour)
        {
            _hours.Told(hour);
        }
        else if (_pending.Count > 0)
        {
            _pending.RemoveAt(0);
        }

        Save();
    }

    private bool IsTime() => _clock.GetElapsedTime(_saved) >= s_untilSaved;

    private void Begin()
    {
        SourceMemory? memory = _options.Store?.LoadState(_options.Checkpoint) is { } text ? SourceMemory.Read(_options.Checkpoint, text) : null;
        _hours.Begin(_wall.Now);
        if (memory is not null)
        {
            if (_options.Summary)
            {
                _hours.Restore(memory.NextHour, _wall.Now);
            }

            _pending.AddRange(memory.Pending);
        }

        _sources.Begin(_wall.Now, memory?.Alerts);
        Take();
        Save();
    }
}
