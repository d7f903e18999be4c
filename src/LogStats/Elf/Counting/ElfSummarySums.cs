using LogStats.Elf.Rules;
using LogStats.Kinds;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>
/// Summaries of one group added up. What only some of them know, such as distinct clients, the sum does not claim to know;
/// elfstatsd's digits stay as long as all have them.
/// </summary>
internal sealed class ElfSummarySums : ISummarySums
{
    private ElfSummary? _any;
    private ElfCounts? _counts;
    private DistinctCount? _clients = new();
    private PatternCounts? _patterns;
    private SortedDictionary<string, long>? _countries = new(StringComparer.Ordinal);
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private long _skipped;
    private long _unmatched;

    public void Add(ISummary summary)
    {
        ElfSummary item = (ElfSummary)summary;
        ElfCounts counts = item.Counts ?? ElfCounts.Of(item);
        _any ??= item;
        _counts ??= counts.Empty();
        if (counts.Exact is null)
        {
            _counts.ForgetExact();
        }

        _counts.Merge(counts);
        if (item.ClientSet is null)
        {
            _clients = null;
        }
        else
        {
            _clients?.Merge(item.ClientSet);
        }

        AddCountries(item);
        if (item.PatternSums is not null)
        {
            (_patterns ??= new PatternCounts([])).Merge(item.PatternSums);
        }

        _first = SummaryTimes.Earlier(_first, item.First);
        _last = SummaryTimes.Later(_last, item.Last);
        _skipped += item.Skipped;
        _unmatched += item.Unmatched;
    }

    public ISummary Sum(SummaryKey key, bool asTotal)
    {
        ElfSummary any = _any!;
        ElfSummaries summaries = new([.. any.Percentiles.Keys.Select(static name => double.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))],
            SummaryTimes.Of(_first, _last));
        return asTotal
            ? summaries.Of([], [], "all", _counts!, _clients, key, null, _patterns, _skipped, _unmatched, countries: _countries)
            : summaries.Of(any.GroupBy, ElfSummaryState.PartsOf(any), any.Name, _counts!, _clients, key, null, _patterns, _skipped, _unmatched,
                request: any.RequestNames, countries: _countries);
    }

    private void AddCountries(ElfSummary item)
    {
        if (item.Countries.Count == 0 && item.Calls > 0)
        {
            _countries = null;
        }

        if (_countries is not null)
        {
            foreach ((string country, long calls) in item.Countries)
            {
                _countries[country] = _countries.GetValueOrDefault(country) + calls;
            }
        }
    }
}
