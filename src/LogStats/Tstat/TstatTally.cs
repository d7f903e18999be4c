using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>
/// Adds flows up, from views or from records, by any groupings at once. Each row stands for itself, so that ranges of a log
/// add up in any order.
/// </summary>
internal sealed class TstatTally : ITally<TstatTally>
{
    private readonly TstatFilter _filter;
    private readonly TstatGroupTable[] _groups;
    private readonly bool _withServer;
    private readonly CellBound? _bound;
    private TstatSums _total;

    public TstatTally(IReadOnlyList<TstatGroup[]> groupings, TstatOptions options, TimeZoneInfo zone)
    {
        _filter = options.Filter;
        NetworkName networks = new(options.NetworkBits, options.NetworkBitsOfIPv6);
        _groups = [.. groupings.Select(by => new TstatGroupTable(by, new ZoneHours(zone), networks))];
        _bound = options.ByTime ? new CellBound() : null;
        RoundTrips = options.ByTime ? new LatenciesByTime() : null;
        _withServer = groupings.Any(static by => by.Contains(TstatGroup.ServerName));
    }

    public IReadOnlyList<TstatGroupTable> Groups => _groups;

    public ref readonly TstatSums Total => ref _total;

    /// <summary>Average round trips of flows by time; null where nobody asked for them.</summary>
    public LatenciesByTime? RoundTrips { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TstatLine line)
    {
        Add(in line, TstatDirection.In);
        Add(in line, TstatDirection.Out);
    }

    public void Add(TstatFlow item)
    {
        if (_filter.Takes(item))
        {
            TstatFacts facts = new(item);
            TstatGroupKey key = new(item);
            Put(in key, in facts);
        }
    }

    public void Merge(TstatTally later)
    {
        if (later.RoundTrips is { } trips)
        {
            RoundTrips?.Merge(trips);
        }

        _total.Add(in later._total);
        for (int index = 0; index < _groups.Length; index++)
        {
            _groups[index].Table.Merge(later._groups[index].Table);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in TstatLine line, TstatDirection direction)
    {
        if (line.Side(direction).IsEmpty)
        {
            _total.Empty++;
            return;
        }

        if (_filter.Takes(in line, direction))
        {
            TstatFacts facts = new(in line, direction);
            if (_groups.Length == 0 && _bound is null)
            {
                _total.Take(in facts);
                return;
            }

            TstatGroupKey key = new(in line, direction, _withServer);
            Put(in key, in facts);
        }
    }

    private void PutByTime(in TstatGroupKey key, in TstatFacts facts)
    {
        _total.Take(in facts, _bound!);
        if (facts.RttAverage >= 0)
        {
            RoundTrips!.Add(TimeCells.Minute(facts.StartTicks), facts.RttAverage);
        }

        foreach (TstatGroupTable group in _groups)
        {
            group.Add(in key, in facts, _bound);
        }

        if (_bound!.IsFull)
        {
            _bound.Fit(_groups.Select(static group => group.Cells()).Append([(long.MaxValue, _total.Cells)]));
        }
    }

    private void Put(in TstatGroupKey key, in TstatFacts facts)
    {
        if (_bound is not null)
        {
            PutByTime(in key, in facts);
            return;
        }

        _total.Take(in facts);
        foreach (TstatGroupTable group in _groups)
        {
            group.Add(in key, in facts);
        }
    }
}
