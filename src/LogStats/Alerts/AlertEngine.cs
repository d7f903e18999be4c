namespace LogStats.Alerts;

/// <summary>
/// Who has not been seen for how long. It is told who was seen and what time it is, and tells in order of time who went
/// missing, when, and who came back. One who is missing is told of once; again only after it was seen, or within the next
/// time that service is open. Silence counts from when it was seen, from when service opened, or from when the watch
/// began, whichever was last: so one who never shows up is missed too. Time only goes on, whatever it is told.
/// </summary>
internal sealed class AlertEngine
{
    private const long Never = long.MaxValue;

    private readonly AlertOptions _options;
    private readonly TimeZoneInfo _zone;
    private readonly ServiceCalendar _calendar;
    private readonly List<AlertSubject> _subjects;
    private readonly Dictionary<string, int> _byName;
    private readonly PriorityQueue<AlertSubject, long> _queue = new();

    /// <param name="options">Have been checked.</param>
    /// <param name="zone">Of the window's times, and of those that are told.</param>
    public AlertEngine(AlertOptions options, TimeZoneInfo zone)
    {
        (_options, _zone, _calendar) = (options, zone, new ServiceCalendar(options.Window, zone));
        _subjects = [.. options.Thresholds.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new AlertSubject(pair.Key, pair.Value.Ticks))];
        _byName = Enumerable.Range(0, _subjects.Count).ToDictionary(at => _subjects[at].Name, StringComparer.Ordinal);
    }

    /// <summary>What there is to tell, in order. Whoever takes it clears it.</summary>
    public List<LogAlert> Raised { get; } = [];

    /// <summary>The latest time that it was told, in UTC ticks; 0 before it has begun.</summary>
    public long Now { get; private set; }

    public bool HasBegun => Now != 0;

    /// <summary>The number of one who is watched, or -1.</summary>
    public int Find(string subject) => _byName.GetValueOrDefault(subject, -1);

    /// <summary>How many are watched.</summary>
    public int Count => _subjects.Count;

    /// <summary>Whether it has been told that one is missing, and not yet that it is back.</summary>
    public bool IsMissing(int subject) => _subjects[subject].Missing != 0;

    /// <summary>When one was seen last, by the clock as it is; 0 for never.</summary>
    public long MarkOf(int subject) => _subjects[subject].Seen == 0 ? 0 : _subjects[subject].Mark;

    /// <summary>
    /// One more is watched, from now on; its number. One that was seen before is waited for since then, and so may be missed at the next look.
    /// </summary>
    /// <param name="subject">Is not watched yet.</param>
    /// <param name="threshold">Has been checked.</param>
    /// <param name="seen">When it was seen last, in UTC ticks; 0 for never.</param>
    public int Add(string subject, TimeSpan threshold, long seen)
    {
        AlertSubject one = new(subject, threshold.Ticks) { Seen = seen, Mark = seen };
        _byName.Add(subject, _subjects.Count);
        _subjects.Add(one);
        if (HasBegun)
        {
            one.Mark = seen == 0 ? Now : seen;
            Queue(one);
        }

        return _subjects.Count - 1;
    }

    /// <summary>
    /// The watch begins. Those who were seen before are waited for since then; of what they missed before, only what
    /// belongs to the present service is told.
    /// </summary>
    public void Begin(long start)
    {
        Now = start - 1; // A look at the start itself tells who is missing by then.
        ServiceSpan? present = _calendar.IsAlways ? null : _calendar.At(start);
        foreach (AlertSubject one in _subjects)
        {
            one.Mark = one.Mark == 0 ? start : one.Mark;
            one.Held = one.Missing == 0 && present is { } span ? Math.Max(one.Held, span.Open) : one.Held;
            Queue(one);
        }
    }

    /// <summary>It was seen before the watch began.</summary>
    public void Remember(int subject, long time)
    {
        AlertSubject one = _subjects[subject];
        one.Mark = Math.Max(one.Mark, time);
        one.Seen = Math.Max(one.Seen, time);
    }

    /// <summary>It was seen. A time before the latest is that of a late line.</summary>
    public void Seen(int subject, long time)
    {
        Look(time);
        AlertSubject one = _subjects[subject];
        if (time < one.Mark)
        {
            one.Seen = Math.Max(one.Seen, time);
            return;
        }

        if (one.Missing != 0)
        {
            // A line so late that it would be missing all the same changes nothing but when it was seen.
            if (DueAfter(time, one.Threshold) >= Now)
            {
                Raise(one, LogAlertKind.Recovered, time, one.MissingSince);
                (one.Missing, one.MissingSince, one.Held) = (0, 0, 0);
            }
        }

        (one.Seen, one.Mark) = (Math.Max(one.Seen, time), time);
        Queue(one);
    }

    /// <summary>It is so late now: tells who went missing before.</summary>
    public void Look(long now)
    {
        if (now <= Now)
        {
            return;
        }

        Now = now;
        while (_queue.TryPeek(out AlertSubject? one, out long key) && key < now)
        {
            _ = _queue.Dequeue();
            if (key != one.Queued)
            {
                continue;
            }

            // It may have been seen since it was put there: then it has another place, in its order.
            one.Queued = Never;
            if (Due(one) == key)
            {
                Miss(one, key);
            }

            Queue(one);
        }
    }

    /// <summary>The clock was set, and time went on all the same: what has been waited is kept as it is.</summary>
    public void Shift(long by)
    {
        Now += by;
        _queue.Clear();
        foreach (AlertSubject one in _subjects)
        {
            one.Mark = Moved(one.Mark);
            one.Queued = Never;
            Queue(one);
        }

        long Moved(long moment) => moment == 0 ? 0 : Math.Max(1, moment + by);
    }

    /// <summary>All that has to outlive the process.</summary>
    public AlertMemory Memory() => new(Now, [.. _subjects.Select(one => new AlertMemory.Subject(one.Name, one.Seen, one.Mark, one.Held, one.Missing, one.MissingSince))]);

    /// <summary>Goes on where another left off. Who was not watched then is waited for from there on.</summary>
    public void Restore(AlertMemory memory)
    {
        foreach (AlertMemory.Subject known in memory.Subjects)
        {
            if (Find(known.Name) is int at and >= 0)
            {
                AlertSubject one = _subjects[at];
                (one.Seen, one.Mark, one.Held, one.Missing, one.MissingSince) = (known.Seen, known.Mark, known.Held, known.Missing, known.MissingSince);
            }
        }

        Now = memory.Now;
        foreach (AlertSubject one in _subjects)
        {
            one.Mark = one.Mark == 0 ? Now : one.Mark;
            Queue(one);
        }
    }

    private void Miss(AlertSubject one, long due)
    {
        one.MissingSince = one.Missing == 0 ? due - one.Threshold : one.MissingSince;
        one.Missing = due;
        one.Held = _calendar.At(due) is { } span ? span.Close : Never;
        Raise(one, one.Seen == 0 ? LogAlertKind.Missing : _options.Silent, due, due - one.Threshold);
    }

    private void Queue(AlertSubject one)
    {
        long due = Due(one);
        if (due < one.Queued)
        {
            one.Queued = due;
            _queue.Enqueue(one, due);
        }
    }

    private long Due(AlertSubject one) => DueAfter(Math.Max(one.Mark, one.Held), one.Threshold);

    /// <summary>When a silence from that moment on has been too long.</summary>
    private long DueAfter(long from, long threshold)
    {
        while (from != Never && _calendar.At(from) is { } span)
        {
            long due = Math.Max(from, span.Open) + threshold;
            if (due < span.Close)
            {
                return due;
            }

            from = span.Close;
        }

        return Never;
    }

    private void Raise(AlertSubject one, LogAlertKind kind, long time, long since) => Raised.Add(new LogAlert
    {
        Time = Local(time),
        Kind = kind,
        Subject = one.Name,
        Source = _options.Source,
        LastSeen = one.Seen == 0 ? null : Local(one.Seen),
        Since = Local(since),
        Threshold = TimeSpan.FromTicks(one.Threshold),
    });

    private DateTimeOffset Local(long moment) => TimeZoneInfo.ConvertTime(new DateTimeOffset(moment, TimeSpan.Zero), _zone);
}
