namespace LogStats.Geo;

/// <summary>How often each country was seen. There are some 250 of them; of a database that names thousands the rest is one.</summary>
internal sealed class CountryCounts
{
    public const string Unknown = "(none)";

    private const string Other = "(other)";

    /// <summary>The number of all others, which nothing else has.</summary>
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

            if (_counts.Length > Most && _counts[Most] > 0)
            {
                all[Other] = _counts[Most];
            }

            return all;
        }
    }

    /// <summary>The number that stands for a country from here on.</summary>
    public int IdOf(string? country)
    {
        if (country is null)
        {
            return 0;
        }

        if (!_ids.TryGetValue(country, out int id))
        {
            id = _ids.Count;
            if (id < Most)
            {
                _ids[country] = id;
            }

            if (id >= _counts.Length)
            {
                Array.Resize(ref _counts, (id * 2) + 1);
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

        if (other._counts.Length > Most)
        {
            Array.Resize(ref _counts, Math.Max(_counts.Length, Most + 1));
            Add(Most, other._counts[Most]);
        }
    }
}
