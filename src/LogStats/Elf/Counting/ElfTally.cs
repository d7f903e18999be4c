using System.Runtime.CompilerServices;
using System.Text;
using LogStats.Elf.Rules;
using LogStats.Geo;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>
/// Adds requests up, from views or from records: by request group always, so that the sums of all need no counting of
/// their own, and by any other groupings at once.
/// </summary>
internal sealed class ElfTally : ITally<ElfTally>
{
    private readonly ElfOptions _options;
    private readonly RequestRules _rules;
    private readonly bool _everything;
    private readonly bool _hasRules;
    private readonly long _slowFrom;
    private readonly ElfGroupTable[] _groups;
    private readonly ClientMemo? _memo;
    private ElfCounts?[] _byRequest = new ElfCounts?[64];
    private bool[]? _wanted;
    private ElfCounts? _none;
    private ulong _lastClient;

    public ElfTally(ElfOptions options, IEnumerable<ElfGroup[]> groupings, RequestRules? rules = null)
    {
        _options = options;
        Series = options.ByTime ? new ElfSeries() : null;
        _rules = rules ?? RequestRules.New(options.Rules);
        _everything = options.Filter.IsEverything;
        _hasRules = options.Rules.Rules.Count > 0;
        _slowFrom = (long)options.StalledThreshold.TotalMicroseconds;
        _groups = [.. groupings.Where(by => by is not [ElfGroup.Request]).Select(NewTable)];
        _memo = ClientMemo.For(options.Clients);
        Requests = NewTable([ElfGroup.Request]);
        Patterns = new PatternCounts(options.Rules.Patterns.Select(pattern => pattern.Name));
    }

    /// <summary>By request group; complete once <see cref="Flush"/> was called.</summary>
    public ElfGroupTable Requests { get; }

    public IReadOnlyList<ElfGroupTable> Groups => _groups;

    public DistinctCount Clients { get; } = new();

    public PatternCounts Patterns { get; }

    /// <summary>Requests by country; null where no geo database was given.</summary>
    public CountryCounts? Countries => _memo?.Countries;

    /// <summary>What is kept by time; null where nobody asked for it.</summary>
    public ElfSeries? Series { get; }

    /// <summary>Requests that skip rules left out.</summary>
    public long Skipped { get; private set; }

    /// <summary>Requests that none of the rules names.</summary>
    public long Unmatched { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in ElfLine line)
    {
        if (!_everything && !_options.Filter.Takes(in line))
        {
            return;
        }

        long minute = Series is null ? 0 : Enter(line.Ticks);
        RequestVerdict verdict = _rules.Match(line.Target);
        ElfCounts? counts = CountsOf(verdict.Status, verdict.GroupId);
        if (counts is null)
        {
            return;
        }

        ReadOnlySpan<byte> address = line[ElfField.Client];
        ulong hash = ByteHash.Of(address);
        LocatedClient client = _memo is null ? new LocatedClient(address, null, 0) : Located(address, ref hash);
        if (Series is not null)
        {
            Series.Took(counts, minute, line.Latency);
        }

        counts.Add(in line, client.Address);
        if (hash != _lastClient)
        {
            _lastClient = hash;
            Clients.Add(hash);
        }

        if (verdict.Values.Length > 0)
        {
            Patterns.Add(verdict.Values);
        }

        foreach (ElfGroupTable group in _groups)
        {
            group.Add(in line, in client, verdict.GroupId < 0 ? default : _rules.Key(verdict.GroupId), minute);
        }
    }

    public void Add(ElfRecord item)
    {
        if (!_options.Filter.Takes(item))
        {
            return;
        }

        long minute = Series is null ? 0 : Enter(item.Time?.UtcTicks ?? 0);
        string target = item.RequestPath is null ? "" : item.Query is null ? item.RequestPath : $"{item.RequestPath}?{item.Query}";
        RequestVerdict verdict = _rules.Match(Encoding.UTF8.GetBytes(target));
        ElfCounts? counts = CountsOf(verdict.Status, verdict.GroupId);
        if (counts is null)
        {
            return;
        }

        ClientOptions clients = _options.Clients;
        string? client = clients.Anonymize ? ClientOptions.Truncated(item.ClientAddress) : item.ClientAddress;
        GeoLocation? location = item is { Country: null, City: null, Asn: null } ? clients.Locations?.Find(item.ClientAddress) : null;
        Countries?.Add(Countries.IdOf(item.Country ?? location?.Country));
        Series?.Took(counts, minute, item.Latency is TimeSpan latency ? latency.Ticks / TimeSpan.TicksPerMicrosecond : -1);
        counts.Add(item, client);
        Clients.Add(ByteHash.Of(Encoding.UTF8.GetBytes(client ?? "")));
        Patterns.Add(verdict.Values);
        foreach (ElfGroupTable group in _groups)
        {
            group.Add(item, client, location, verdict.GroupId < 0 ? default : _rules.Key(verdict.GroupId), minute);
        }
    }

    public void Merge(ElfTally later)
    {
        later.Flush();
        Flush();
        if (later.Series is { } series)
        {
            Series?.Merge(series);
        }

        Requests.Table.Merge(later.Requests.Table);
        for (int index = 0; index < _groups.Length; index++)
        {
            _groups[index].Table.Merge(later._groups[index].Table);
        }

        Clients.Merge(later.Clients);
        Patterns.Merge(later.Patterns);
        if (later.Countries is { } countries)
        {
            Countries?.Merge(countries);
        }

        Skipped += later.Skipped;
        Unmatched += later.Unmatched;
    }

    /// <summary>What all requests add up to by time, from the grouping that keeps it most closely; null where none does.</summary>
    public TimeCells? AllCells()
    {
        ElfGroupTable? closest = Series is null ? null : _groups.Append(Requests).MinBy(static table => table.Table.Count);
        TimeCells? all = null;
        foreach (TimeCells cells in closest?.AllCounts().Select(static counts => counts.Cells).OfType<TimeCells>() ?? [])
        {
            (all ??= new TimeCells(ElfCounts.Measures)).Merge(cells);
        }

        return all;
    }

    /// <summary>Gives what was counted by number to the table that goes by name.</summary>
    public void Flush()
    {
        for (int id = 0; id < _byRequest.Length; id++)
        {
            if (_byRequest[id] is { } counts)
            {
                Requests.Table.Add(_rules.Key(id), new ElfSums { Counts = counts });
                _byRequest[id] = null;
            }
        }

        if (_none is not null)
        {
            Requests.Table.Add(default, new ElfSums { Counts = _none });
            _none = null;
        }

        if (Series is not null)
        {
            foreach (ElfCounts counts in _groups.Append(Requests).SelectMany(static table => table.AllCounts()))
            {
                counts.Leave();
            }
        }
    }

    /// <summary>The minute of a request. Where too much is kept by time, some of it is added up first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Enter(long ticks)
    {
        if (Series!.Bound.IsFull)
        {
            Flush();
            Series.Bound.Fit(_groups.Append(Requests).Select(static table => table.AllCounts().Select(static counts => (counts.Calls, counts.Cells))));
        }

        return Series.MinuteOf(ticks);
    }

    public ElfCounts NewCounts() => new(_slowFrom, _options.Exact, _options.GroupClients);

    /// <summary>Counts the country, and gives the hash of the address as it is to be seen.</summary>
    private LocatedClient Located(ReadOnlySpan<byte> address, ref ulong hash)
    {
        LocatedClient client = _memo!.Find(address, hash);
        Countries?.Add(client.Country);
        if (_options.Clients.Anonymize)
        {
            hash = ByteHash.Of(client.Address);
        }

        return client;
    }

    private ElfGroupTable NewTable(ElfGroup[] by) => new(by, Math.Max(_options.Rules.MaximumGroups, 100) + 1, NewCounts, Series);

    /// <summary>Null for a request that is not to be counted. Without rules of the user's everything is: what has no path
    /// counts too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ElfCounts? CountsOf(RequestStatus status, int id)
    {
        if (status != RequestStatus.Parsed)
        {
            return Unparsed(status);
        }

        if ((uint)id < (uint)_byRequest.Length && _byRequest[id] is { } known)
        {
            return known;
        }

        return NewGroup(id);
    }

    private ElfCounts? NewGroup(int id)
    {
        if (_options.Filter.Groups.Count > 0 && !IsWanted(id))
        {
            return null;
        }

        if (id >= _byRequest.Length)
        {
            Array.Resize(ref _byRequest, Math.Max(_byRequest.Length * 2, id + 1));
        }

        return _byRequest[id] = NewCounts();
    }

    private bool IsWanted(int id)
    {
        _wanted ??= new bool[_options.Rules.MaximumGroups + 2];
        return _wanted[id] || (_wanted[id] = ElfFilter.Any(_options.Filter.Groups, ElfGroupTable.RequestName(_rules.Key(id))));
    }

    private ElfCounts? Unparsed(RequestStatus status)
    {
        if (status == RequestStatus.Skipped)
        {
            Skipped++;
            return null;
        }

        if (_hasRules)
        {
            Unmatched++;
            return null;
        }

        return _options.Filter.Groups.Count > 0 ? null : _none ??= NewCounts();
    }
}
