using System.Runtime.CompilerServices;
using LogStats.Envelopes;
using LogStats.Geo;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>
/// Adds an rsync log up, from views or from records, by any groupings at once. Per-file lines are gathered by head and
/// hour before a group is looked up, so a line costs two additions. A tally of a later range merges into that of an
/// earlier one; sessions that run over the border come out as if there were none.
/// </summary>
internal sealed class RsyncTally : ITally<RsyncTally>, IRsyncSessionEnd
{
    /// <summary>Far more than sessions can run over a border; past it a line is taken to have none.</summary>
    private const int MostEarly = 1_000_000;

    private readonly RsyncFilter _filter;
    private readonly bool _everything;
    private readonly bool _runs;
    private readonly long _runTicks;
    private readonly CellBound? _bound;
    private readonly RsyncGroupTable[] _groups;
    private readonly RsyncRun[] _heads = new RsyncRun[RepeatMemo.Slots];
    private readonly RsyncSessions _sessions;
    private readonly RsyncOptions _options;
    private readonly ClockRules _clock;
    private readonly ClientMemo? _memo;
    private List<EarlyLine>? _early;
    private RsyncSums _total;

    public RsyncTally(IReadOnlyList<RsyncGroup[]> groupings, RsyncOptions options, ClockRules clock)
    {
        _filter = options.Filter;
        _everything = _filter is { After: null, Before: null };
        _groups = [.. groupings.Select(by => new RsyncGroupTable(by))];
        _bound = options.ByTime ? new CellBound() : null;
        _runTicks = options.ByTime ? TimeSpan.TicksPerMinute : TimeSpan.TicksPerHour;
        _runs = !_groups.Any(group => group.NeedsPath);
        _sessions = new RsyncSessions(this);
        _memo = ClientMemo.For(options.Clients);
        (_options, _clock) = (options, clock);
    }

    public IReadOnlyList<RsyncGroupTable> Groups => _groups;

    /// <summary>What is known of the log format of the lines that are added.</summary>
    public TransferGuess Guess { get; } = new();

    public ref readonly RsyncSums Total => ref _total;

    /// <summary>This tally's range begins in the middle: keep the lines whose sessions began before it.</summary>
    public void BeginInTheMiddle()
    {
        _early = [];
        _sessions.BeginInTheMiddle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (line.Kind != RsyncLineKind.File)
        {
            AddMessage(in line, bytes, offset);
        }
        else if (_everything || _filter.TakesTime(line.Ticks))
        {
            AddFile(in line, bytes, offset);
        }
    }

    public void Add(RsyncEvent item)
    {
        if (!_filter.Takes(item))
        {
            return;
        }

        RsyncSums sums = default;
        if (RsyncRecordSums.Fill(item, ref sums))
        {
            sums.Saw(item.Time.UtcTicks);
            RsyncGroupKey key = new(item);
            Located(in key, in sums);
        }
    }

    public void Merge(RsyncTally later)
    {
        later.FlushRuns();
        RsyncFormat format = new(_options, _clock, later.Guess);
        foreach (EarlyLine early in later._early ?? [])
        {
            if (format.ReadOne(early.Bytes, out RsyncLine view).IsRecord)
            {
                Add(in view, early.Bytes, early.Offset);
            }
        }

        _sessions.Merge(later._sessions);
        _total.Add(in later._total);
        for (int index = 0; index < _groups.Length; index++)
        {
            _groups[index].Table.Merge(later._groups[index].Table);
        }
    }

    /// <summary>The end of all input: sessions that are still open are counted as what they are.</summary>
    public void Finish()
    {
        _sessions.Finish();
        FlushRuns();
    }

    void IRsyncSessionEnd.Ended(RsyncSession session)
    {
        if (!session.HasRequest)
        {
            return;
        }

        RsyncSums sums = default;
        long ticks = session.HasTotals ? session.RequestTicks : session.StartTicks;
        if (!_filter.TakesTime(ticks))
        {
            return;
        }

        sums.Failed = session.State == RsyncSessionState.Failed ? 1 : 0;
        sums.Saw(ticks);
        if (session.HasTotals)
        {
            sums.Transfers = 1;
            (sums.SentBytes, sums.ReceivedBytes, sums.TotalBytes) = (session.Sent, session.Received, session.Total);
            sums.DurationTicks = session.EndTicks - session.RequestTicks;
        }
        else
        {
            sums.Unfinished = 1 - sums.Failed;
        }

        RsyncGroupKey key = new(session, ticks);
        Filtered(in key, in sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddFile(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (_runs && line.HeadSlot >= 0)
        {
            ref RsyncRun run = ref _heads[line.HeadSlot];
            if (!run.Holds(in line, _runTicks))
            {
                Flush(ref run);
                run.Begin(in line, _runTicks);
            }

            run.Add(line.Ticks, line.Length);
            return;
        }

        AddFileAlone(in line, bytes, offset);
    }

    private void AddFileAlone(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        RsyncSession? session = line.StandsAlone ? null : _sessions.Find(in line);
        if (session is null && !line.StandsAlone && KeptForEarlier(in line, bytes, offset))
        {
            return;
        }

        RsyncGroupKey key = new(in line, session);
        RsyncSums sums = default;
        sums.AddFile(key.Operation, Math.Max(0, line.Length));
        sums.Saw(line.Ticks);
        Filtered(in key, in sums);
    }

    private void AddMessage(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        RsyncSession? session = _sessions.Apply(in line, bytes, offset);
        if (session is null && KeptForEarlier(in line, bytes, offset))
        {
            return;
        }

        bool denied = line.Kind is RsyncLineKind.Denied or RsyncLineKind.UnknownModule or RsyncLineKind.MaxConnections;
        if ((denied || line.Kind == RsyncLineKind.AuthFailed) && _filter.TakesTime(line.Ticks))
        {
            RsyncSums sums = new() { Denied = denied ? 1 : 0, AuthFailed = denied ? 0 : 1 };
            sums.Saw(line.Ticks);
            RsyncGroupKey key = new(in line, session);
            Filtered(in key, in sums);
        }
    }

    /// <summary>Keeps a line whose session may have begun before this range, until the tally of that is there.</summary>
    private bool KeptForEarlier(in RsyncLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!(_early?.Count < MostEarly) || !_sessions.MayContinueEarlier(in line))
        {
            return false;
        }

        _early.Add(new EarlyLine(bytes.ToArray(), offset));
        return true;
    }

    private void Filtered(in RsyncGroupKey key, in RsyncSums sums)
    {
        if (_filter.IsTimeOnly || key.Passes(_filter))
        {
            Located(in key, in sums);
        }
    }

    /// <summary>Filters saw what the log has; groups see where the client is, and no more of it than they may.</summary>
    private void Located(in RsyncGroupKey key, in RsyncSums sums)
    {
        if (_memo is null)
        {
            Put(in key, in sums);
            return;
        }

        LocatedClient client = _memo.Find(key.Address, ByteHash.Of(key.Address));
        RsyncGroupKey located = key;
        located.Location ??= client.Location;
        located.Address = client.Address;
        located.Host = _options.Clients.Anonymize ? default : key.Host;
        Put(in located, in sums);
    }

    private void Put(in RsyncGroupKey key, in RsyncSums sums)
    {
        if (_bound is null)
        {
            _total.Add(in sums);
            foreach (RsyncGroupTable group in _groups)
            {
                group.Add(in key, in sums);
            }

            return;
        }

        long minute = TimeCells.Minute(key.Ticks);
        _total.Add(in sums, minute, _bound);
        foreach (RsyncGroupTable group in _groups)
        {
            group.Add(in key, in sums, minute, _bound);
        }

        if (_bound.IsFull)
        {
            _bound.Fit(_groups.Select(static group => group.Cells()).Append([(long.MaxValue, _total.Cells)]));
        }
    }

    /// <summary>Gives what was gathered by head to its groups. Heads are numbered by the format that read them, so
    /// this comes before the lines of another.</summary>
    public void FlushRuns()
    {
        for (int index = 0; index < _heads.Length; index++)
        {
            Flush(ref _heads[index]);
        }
    }

    private void Flush(ref RsyncRun run)
    {
        if (run.Files == 0)
        {
            return;
        }

        RsyncSums sums = run.Sums();
        RsyncGroupKey key = run.Key();
        Filtered(in key, in sums);
        run.Empty();
    }

    /// <summary>A line of a session that began before this range.</summary>
    private sealed record EarlyLine(byte[] Bytes, long Offset);
}
