namespace LogStats.Receive;

/// <summary>Tells what is wrong once, not for each request: then counts, and says after an hour how often it was.</summary>
public sealed class AlarmBook(TimeProvider clock, Action<ReceiveAlarm>? tell)
{
    private const int Most = 10_000;

    private static readonly TimeSpan s_between = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(ReceiveAlarmKind Kind, string Source), Entry> _entries = [];
    private long _count;

    /// <summary>How often anything was wrong.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Raise(ReceiveAlarmKind kind, string source, string text, long count = 1)
    {
        _ = Interlocked.Add(ref _count, count);
        ReceiveAlarm? told = null;
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            (ReceiveAlarmKind, string) key = (kind, source);
            if (!_entries.TryGetValue(key, out Entry? entry))
            {
                if (_entries.Count >= Most)
                {
                    return;
                }

                _entries.Add(key, new Entry { Told = now, Text = text });
                told = new ReceiveAlarm(now, kind, source, text, count);
            }
            else
            {
                entry.Text = text;
                entry.Since += count;
            }
        }

        Tell(told);
    }

    /// <summary>It is over: the next time it is told at once.</summary>
    public void Clear(ReceiveAlarmKind kind, string source)
    {
        lock (_lock)
        {
            _ = _entries.Remove((kind, source));
        }
    }

    /// <summary>To be called now and then.</summary>
    public void Look()
    {
        List<ReceiveAlarm> told = [];
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            foreach (((ReceiveAlarmKind kind, string source), Entry entry) in _entries)
            {
                if (now - entry.Told < s_between)
                {
                    continue;
                }

                if (entry.Since == 0)
                {
                    _ = _entries.Remove((kind, source));
                    continue;
                }

                told.Add(new ReceiveAlarm(now, kind, source, $"{entry.Text} ({entry.Since:N0} times more within {s_between.TotalHours:N0} hour)", entry.Since));
                (entry.Told, entry.Since) = (now, 0);
            }
        }

        told.ForEach(Tell);
    }

    private void Tell(ReceiveAlarm? alarm)
    {
        if (alarm is not null)
        {
            tell?.Invoke(alarm);
        }
    }

    private sealed class Entry
    {
        public DateTimeOffset Told { get; set; }

        public string Text { get; set; } = "";

        public long Since { get; set; }
    }
}
