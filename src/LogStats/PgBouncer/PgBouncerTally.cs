using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>
/// Adds a pgbouncer log up, from views or from records, by any groupings at once. Each message stands for itself, so that
/// ranges of a log add up in any order.
/// </summary>
internal sealed class PgBouncerTally : ITally<PgBouncerTally>
{
    private readonly PgBouncerFilter _filter;
    private readonly bool _takesAll;
    private readonly CellBound? _bound;
    private readonly PgBouncerGroupTable[] _groups;
    private PgBouncerSums _total;

    public PgBouncerTally(IReadOnlyList<PgBouncerGroup[]> groupings, PgBouncerFilter filter, bool byTime = false)
    {
        _bound = byTime ? new CellBound() : null;
        _filter = filter;
        _takesAll = filter.TakesAll;
        _groups = [.. groupings.Select(by => new PgBouncerGroupTable(by))];
    }

    public IReadOnlyList<PgBouncerGroupTable> Groups => _groups;

    public ref readonly PgBouncerSums Total => ref _total;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in PgBouncerLine line)
    {
        if (_takesAll || _filter.Takes(in line))
        {
            PgBouncerFacts facts = new(in line);
            if (_bound is not null)
            {
                AddByTime(new PgBouncerGroupKey(in line), in facts);
                return;
            }

            _total.Take(in facts);
            foreach (PgBouncerGroupTable group in _groups)
            {
                if (!group.AddAgain(line.SaidSlot, line.SaidStamp, in facts))
                {
                    group.Add(new PgBouncerGroupKey(in line), in facts);
                }
            }
        }
    }

    public void Add(PgBouncerEvent item)
    {
        if (_filter.Takes(item))
        {
            PgBouncerFacts facts = new(item);
            PgBouncerGroupKey key = new(item);
            if (_bound is not null)
            {
                AddByTime(in key, in facts);
                return;
            }

            _total.Take(in facts);
            foreach (PgBouncerGroupTable group in _groups)
            {
                group.Add(in key, in facts);
            }
        }
    }

    private void AddByTime(in PgBouncerGroupKey key, in PgBouncerFacts facts)
    {
        _total.Take(in facts, _bound!);
        foreach (PgBouncerGroupTable group in _groups)
        {
            group.Add(in key, in facts, _bound);
        }

        if (_bound!.IsFull)
        {
            _bound.Fit(_groups.Select(static group => group.Cells()).Append([(long.MaxValue, _total.Cells)]));
        }
    }

    public void Merge(PgBouncerTally later)
    {
        _total.Add(in later._total);
        for (int index = 0; index < _groups.Length; index++)
        {
            _groups[index].Table.Merge(later._groups[index].Table);
        }
    }
}
