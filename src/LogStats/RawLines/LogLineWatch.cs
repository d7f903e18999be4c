using LogStats.Faults;
using LogStats.Follow;

namespace LogStats.RawLines;

/// <summary>
/// Follows logs and gives their lines as they are read. How far it got is saved only as far as nobody holds a line any more
/// (<see cref="Sinks.IHeldRow"/>): what is lost with a process that is killed comes again, under the same name. For one
/// caller at a time.
/// </summary>
public sealed class LogLineWatch : IFollowedLines, IDisposable
{
    /// <summary>Saving costs a write that waits for the disk; lines that go on coming are saved so often.</summary>
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    private readonly LogLineWatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly LineRules _rules;
    private readonly LogFollower _follower;
    private readonly Deliveries _deliveries;
    private readonly long _begun;
    private Action<LogLine>? _give;
    private long _saved;

    /// <exception cref="LogStatsException">Something in the options cannot be used, or the checkpoint is in use.</exception>
    public LogLineWatch(LogLineWatchOptions options, TimeProvider clock)
    {
        options.Check();
        (_options, _clock, _rules, _begun) = (options, clock, new LineRules(options.NotMatch), clock.GetTimestamp());
        _follower = new LogFollower(
            new FollowOptions
            {
                Paths = options.Paths,
                Exclude = options.Exclude,
                From = options.From,
                PollInterval = options.Interval,
                Store = options.Store,
                Name = options.Checkpoint,
                Tell = options.Tell,
            },
            clock);
        _deliveries = new Deliveries(_follower);
    }

    /// <summary>Lines that were given.</summary>
    public long Given { get; private set; }

    /// <summary>Lines that were left out because a rule says so.</summary>
    public long Skipped { get; private set; }

    /// <summary>Lines that were too long to be given.</summary>
    public long TooLong => _follower.LinesTooLong;

    /// <summary>All of them.</summary>
    public long Read => Given + Skipped + TooLong;

    private bool IsFull => _options.Count > 0 && Given >= _options.Count;

    private bool IsTimeUp => _options.Timeout is { } timeout && _clock.GetElapsedTime(_begun) >= timeout;

    /// <summary>
    /// Gives line after line until the time is up or there were enough. A line whose call throws counts as not given.
    /// </summary>
    /// <param name="give">Takes a line; it is done with it when it returns, unless it holds it.</param>
    /// <param name="rest">Called whenever there is nothing more to read for now, so that what was gathered can be passed on; or null.</param>
    /// <param name="stop">Ends it, between two lines.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public void Run(Action<LogLine> give, Action? rest = null, CancellationToken stop = default)
    {
        _give = give;
        bool ends = _options.Timeout > TimeSpan.Zero; // Otherwise it ends once everything was read, or never.
        while (!IsFull)
        {
            bool isLast = IsTimeUp; // Asked before reading: what was written until then is read.
            bool more;
            do
            {
                more = Look(isLast, stop);
                SaveSometimes(stop);
            }
            while (more && !IsFull && !(ends && IsTimeUp));

            rest?.Invoke();
            SaveSometimes(stop);
            if (ends ? IsTimeUp && (isLast || more) : isLast && _follower.IsAtEnd)
            {
                return;
            }

            if (!more && !IsFull && !(ends && IsTimeUp))
            {
                Wait(stop);
            }
        }
    }

    /// <summary>Saves as far as everything is safe: at the end, when whoever held lines has stored them.</summary>
    public void Save(CancellationToken stop = default)
    {
        _deliveries.Save(stop);
        _saved = _clock.GetTimestamp();
    }

    /// <summary>Ends following. What is not saved by now comes again.</summary>
    public void Dispose() => _follower.Dispose();

    void IFollowedLines.Line(in FollowedLine line)
    {
        if (_rules.Skips(line.Bytes))
        {
            Skipped++;
            return;
        }

        if (IsFull)
        {
            throw new EnoughLinesException();
        }

        _give!(new LogLine(in line, _deliveries.Current));
        Given++;
    }

    private bool Look(bool everywhere, CancellationToken stop)
    {
        try
        {
            return everywhere ? _follower.Look(this, stop) : _follower.LookWhereHinted(this, stop);
        }
        catch (EnoughLinesException)
        {
            return false;
        }
        finally
        {
            _deliveries.Close();
        }
    }

    private void Wait(CancellationToken stop)
    {
        TimeSpan wait = _deliveries.Any && s_between < _options.Interval ? s_between : _options.Interval;
        if (_options.Timeout > TimeSpan.Zero)
        {
            TimeSpan left = _options.Timeout.Value - _clock.GetElapsedTime(_begun);
            wait = left < wait ? left : wait;
        }

        _follower.WaitAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, stop).AsTask().GetAwaiter().GetResult();
    }

    private void SaveSometimes(CancellationToken stop)
    {
        if (_deliveries.Any && _clock.GetElapsedTime(_saved) >= s_between)
        {
            Save(stop);
        }
    }

    /// <summary>Leaves the follower behind the last line that was asked for; the line that it is thrown at was not given.</summary>
    private sealed class EnoughLinesException : Exception;
}
