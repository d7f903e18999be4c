namespace LogStats.Receive;

/// <summary>Which file each line of a batch goes to.</summary>
internal sealed class BatchPlaces(ReceiveOptions options, IPartFiles files, PartStore parts, AlarmBook alarms, TimeProvider clock)
{
    private readonly LineWindows _windows = new(options.Window);
    private readonly List<LineRun> _runs = [];

    /// <summary>How long a file is remembered of which nothing comes.</summary>
    public static TimeSpan Remembered { get; } = TimeSpan.FromDays(90);

    public void Place(StoreWork work)
    {
        work.Runs.Clear();
        ReceivedBatch batch = work.Batch;
        DateTime now = clock.GetLocalNow().DateTime;
        Split(batch.Lines.Span, now);
        long untimed = 0;
        foreach (LineRun run in _runs)
        {
            OpenPart part = run.Window == LineWindows.Untimed ? Untimed(batch, now) : Timed(batch, run, now);
            untimed += run.Window == LineWindows.Untimed ? run.Lines : 0;
            work.Runs.Add((run, part));
        }

        work.Untimed = untimed;
    }

    /// <summary>Whether every line tells a time.</summary>
    public bool IsTimed(ReadOnlySpan<byte> lines)
    {
        _runs.Clear();
        _windows.Split(lines, clock.GetLocalNow().DateTime, _runs);
        return !_runs.Exists(static run => run.Window == LineWindows.Untimed);
    }

    /// <summary>Looks into the folder only where what is remembered says that there is none: files may have been taken away.</summary>
    public bool HasRoom(SourceState source, long length, long most)
    {
        if (source.Usage < 0 || source.Usage + length > most)
        {
            source.Usage = files.Usage(source.Known.Name);
        }

        return source.Usage + length <= most;
    }

    private void Split(ReadOnlySpan<byte> lines, DateTime now)
    {
        _runs.Clear();
        if (options.By == PartitionBy.Time)
        {
            _windows.Split(lines, now, _runs);
            return;
        }

        if (!lines.IsEmpty)
        {
            long time = StampFinder.Seconds(now);
            _runs.Add(new LineRun
            {
                Window = time - (time % options.Window.Seconds),
                Length = lines.Length,
                Lines = lines.Count((byte)'\n') + (lines[^1] == '\n' ? 0 : 1),
                First = time,
                Last = time,
            });
        }
    }

    private OpenPart Timed(ReceivedBatch batch, in LineRun run, DateTime now)
    {
        DateTime start = new(run.Window * TimeSpan.TicksPerSecond);
        string window = options.Window.Text(start);
        if (parts.IsCrowded(batch.Source, window, batch.Remote))
        {
            alarms.Raise(ReceiveAlarmKind.TooMany, batch.Source, $"its lines are spread over more than {options.MostOpenParts:N0} files at once; those of more are kept with the lines that tell no time. Look at their times", run.Lines);
            return Untimed(batch, now);
        }

        return parts.Find(batch.Source, batch.Remote, window, Moment(start, options.Window.Seconds, run.Offset));
    }

    private OpenPart Untimed(ReceivedBatch batch, DateTime now)
        => parts.Find(batch.Source, batch.Remote, PartName.Untimed(now), Moment(now.Date, 24 * 3600, null));

    /// <summary>When a window is over; where its lines do not say how far their clock is ahead, it is taken for ours.</summary>
    private DateTimeOffset Moment(DateTime start, long seconds, short? offset)
    {
        TimeSpan ahead = offset is short minutes ? TimeSpan.FromMinutes(minutes) : clock.LocalTimeZone.GetUtcOffset(start);
        long ticks = start.Ticks + (seconds * TimeSpan.TicksPerSecond) - ahead.Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }
}
