namespace LogStats.Geo;

/// <summary>How often each country was seen. There are some 250 of them; a database that names far more is cut short.</summary>
internal sealed class CountryCounts
{
    public const string Unknown = "(none)";

    private const int Most = 4096;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal) { [Unknown] = 0 };
    private long[] _counts = new long[64];

    public IReadOnlyDictionary<string, long> All
    {
        get
        {
            SortedDictionary<string, long> all = new(StringComparer.Ordinal);
            foreach ((string name, int id) in _ids)
            {
                if (_counts[id] > 0)
                {
                    all[name] = _counts[id];
                }
            }

            return all;
        }
    }

    /// <summary>The number that stands for a country from here on.</summary>
    public int IdOf(string? country)
    {
        if (country is null || (!_ids.TryGetValue(country, out int id) && _ids.Count == Most))
        {
            return 0;
        }

        if (id == 0 && country != Unknown)
        {
            _ids[country] = id = _ids.Count;
            if (id == _counts.Length)
            {
                Array.Resize(ref _counts, id * 2);
            }
        }

        return id;
    }

    public void Add(int id, long times = 1) => _counts[id] += times;

    public void Merge(CountryCounts other)
    {
        foreach ((string name, int id) in other._ids)
        {
            Add(IdOf(name), other._counts[id]);
        }
    }
}
