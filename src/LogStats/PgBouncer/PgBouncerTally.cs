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
    private readonly PgBouncerGroupTable[] _groups;
    private PgBouncerSums _total;

    public PgBouncerTally(IReadOnlyList<PgBouncerGroup[]> groupings, PgBouncerFilter filter)
    {
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
            _total.Take(in facts);
            foreach (PgBouncerGroupTable group in _groups)
            {
                group.Add(in key, in facts);
            }
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
