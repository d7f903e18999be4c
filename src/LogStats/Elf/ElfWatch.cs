using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.Elf;

/// <summary>
/// Follows access logs and adds up what they tell, round by round. A round has the requests from its start to before its
/// end; a later one waits for its own round, and one that comes late counts in the present round. In old logs time runs as
/// they tell it, so that their rounds come at once; after that the clock drives. What was read is saved only after a
/// round was taken: a watch that is killed repeats at most the round it was in, and loses none.
/// </summary>
public sealed class ElfWatch : IDisposable
{
    /// <summary>A stretch of so many rounds in which no log has a line is passed over: one wrong time makes it.</summary>
    private const int MostEmpty = 1000;

    /// <summary>So often a round that is over waits for a file that is being rotated.</summary>
    private const int MostPatience = 5;

    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(1);

    private readonly ElfWatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly TimeZoneInfo _zone;
    private readonly ElfRoundLines _lines;
    private readonly LogFollower _follower;
    private readonly long _begun;
    private DateTimeOffset? _start;

    /// <exception cref="LogStatsException">Something in the options cannot be used, or the checkpoint is in use.</exception>
    public ElfWatch(ElfWatchOptions options, TimeProvider clock)
    {
        if (options.Interval < TimeSpan.FromSeconds(1))
        {
            throw Fail.Value("the interval", $"{options.Interval}", "a second or more, such as 30s or 5m");
        }

        options.Elf.Check();
        (_options, _clock, _begun) = (options, clock, clock.GetTimestamp());
        _zone = options.Elf.TimeZone ?? clock.LocalTimeZone;
        ElfWatchPath[] paths = [.. options.Paths.Select(path => ElfWatchPath.Of(path, options.Remark))];
        _lines = new ElfRoundLines(options, paths, clock);
        _follower = new LogFollower(
            new FollowOptions
            {
                Paths = [.. paths.Select(path => path.Pattern)],
                From = options.From,
                PollInterval = options.Timeout < s_poll && options.Timeout > TimeSpan.Zero ? options.Timeout.Value : s_poll,
                Store = options.Store,
                Name = options.Checkpoint,
                Tell = options.Tell,
            },
            clock);
    }

    /// <summary>
    /// The rounds, each as soon as it is over, until the time is up. Asking for the next one says that the last one is safe.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IEnumerable<ElfSummary> Rounds(CancellationToken stop = default)
    {
        while (Next(stop) is { } round)
        {
            yield return round;
            Save(stop);
        }
    }

    /// <summary>The last round is safe: for who takes no other.</summary>
    public void Save(CancellationToken stop = default) => _follower.CommitAsync(stop).AsTask().GetAwaiter().GetResult();

    public void Dispose() => _follower.Dispose();

    private bool IsTimeUp => _options.Timeout is { } timeout && _clock.GetElapsedTime(_begun) >= timeout;

    private ElfSummary? Next(CancellationToken stop)
    {
        if (_options.Timeout > TimeSpan.Zero && IsTimeUp)
        {
            return null;
        }

        long from = _clock.GetTimestamp();
        _lines.Begin(_follower.Paths);
        DateTimeOffset start = Start(stop);
        DateTimeOffset end = start + _options.Interval;
        _lines.Until(end);
        TimeSpan worked = _clock.GetElapsedTime(from);
        for (int patience = 0; ; patience++)
        {
            // Asked before reading: what was written until then is read.
            DateTimeOffset now = _clock.GetUtcNow();
            from = _clock.GetTimestamp();
            Read(stop);
            worked += _clock.GetElapsedTime(from);
            if (now < end)
            {
                patience = -1;
            }
            else if (_follower.IsAtEnd || patience >= MostPatience)
            {
                _start = end;
                return _lines.Summary(new ElfRound(start, end, worked), _zone);
            }

            if (IsTimeUp)
            {
                return null;
            }

            _follower.WaitAsync(stop).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>When the round begins: where the last one ended, unless nothing is there for long.</summary>
    private DateTimeOffset Start(CancellationToken stop)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        if (_start is null && _options.From == FollowStart.End)
        {
            return Floor(now);
        }

        // Each file is read to its first request, and no further.
        _lines.Until(DateTimeOffset.MinValue);
        if (_start is null)
        {
            Read(stop);
        }

        DateTimeOffset next = _lines.Earliest ?? now;
        DateTimeOffset earliest = Floor(next < now ? next : now);
        if (_start is not { } start)
        {
            return earliest;
        }

        bool isLong = (earliest - start) / _options.Interval > MostEmpty || _lines.Earliest is null;
        return isLong && earliest > start ? earliest : start;
    }

    private DateTimeOffset Floor(DateTimeOffset time)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, _zone);
        return local.AddTicks(-(local.Ticks % _options.Interval.Ticks));
    }

    /// <summary>Reads what there is, of each file to the end of the round.</summary>
    private void Read(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                while (_follower.Look(_lines, _lines.Waiting, stop))
                {
                }

                return;
            }
            catch (LaterLineException)
            {
                // That file waits; the others are read on.
            }
        }
    }
}
