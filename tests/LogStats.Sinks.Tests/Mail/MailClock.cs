namespace LogStats.Sinks.Tests.Mail;

/// <summary>A clock that stands until a test moves it; waits that come due are over before it goes on.</summary>
internal sealed class MailClock : TimeProvider
{
    private static readonly DateTimeOffset s_first = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<Wait> _waits = [];
    private readonly SemaphoreSlim _begun = new(0);
    private TimeSpan _now;

    public override DateTimeOffset GetUtcNow() => s_first + _now;

    /// <summary>Until somebody waits for that very time.</summary>
    public async Task DueAsync(TimeSpan span)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!IsDue(span))
        {
            await _begun.WaitAsync(limit.Token);
        }
    }

    /// <summary>Moves on, once somebody waits for that very time; whoever waits for less is woken too.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        await DueAsync(span);
        Wait[] due;
        lock (_lock)
        {
            _now += span;
            due = [.. _waits.Where(wait => wait.Due <= _now)];
            _ = _waits.RemoveAll(due.Contains);
        }

        Array.ForEach(due, static wait => wait.Fire());
    }

    /// <summary>Moves on to each wait that is over soon, whoever begins it and when, until a task is done.</summary>
    public async Task UntilAsync(Task done, TimeSpan soon)
    {
        while (!done.IsCompleted)
        {
            Wait[] due;
            lock (_lock)
            {
                TimeSpan next = _waits.Select(static wait => wait.Due).DefaultIfEmpty(TimeSpan.MaxValue).Min();
                _now = next <= _now + soon ? next > _now ? next : _now : _now;
                due = [.. _waits.Where(wait => wait.Due <= _now)];
                _ = _waits.RemoveAll(due.Contains);
            }

            Array.ForEach(due, static wait => wait.Fire());
            _ = await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(5), System));
        }

        await done;
    }

    /// <summary>Moves on, whoever waits.</summary>
    public void Pass(TimeSpan span) => _now += span;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Wait wait = new(this, () => callback(state));
        _ = wait.Change(dueTime, period);
        return wait;
    }

    private bool IsDue(TimeSpan span)
    {
        lock (_lock)
        {
            return _waits.Exists(wait => wait.Due == _now + span);
        }
    }

    private sealed class Wait(MailClock clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _ = clock._waits.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._waits.Add(this);
                    _ = clock._begun.Release();
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _ = clock._waits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
