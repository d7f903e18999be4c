using System.Runtime.CompilerServices;
using LogStats.Faults;
using LogStats.Tally;

namespace LogStats.Geo;

/// <summary>
/// Finds where addresses are, in one database or in several that know different things, such as cities and networks: what
/// the first knows is taken. A record that was read is remembered, in bounded memory, so that an address of the same place
/// makes no object. A database that turns out to be damaged is used no more: <see cref="Fault"/> tells, and nothing is
/// thrown. For several threads.
/// </summary>
public sealed class GeoLookup : IDisposable
{
    private const int MostDatabases = 8;
    private const int Slots = 1 << 15;

    private readonly GeoDatabase[] _databases;

    /// <summary>By place; a newcomer drives out who was there.</summary>
    private readonly Known?[] _known = new Known?[Slots];
    private LogStatsException? _fault;

    private GeoLookup(GeoDatabase[] databases) => _databases = databases;

    /// <summary>Why no more locations are given; null as long as they are.</summary>
    public LogStatsException? Fault => Volatile.Read(ref _fault);

    /// <summary>What the user should be told at the end; null for nothing.</summary>
    public string? Remark => Fault is { } fault ? $"{fault.Message} From there on no locations are given. {fault.Advice}" : null;

    /// <exception cref="LogStatsException">A file is not there, or is no database that can be used.</exception>
    public static GeoLookup Open(IReadOnlyList<string> paths)
    {
        if (paths.Count is 0 or > MostDatabases)
        {
            throw Fail.Value("geo databases", $"{paths.Count}", $"1 to {MostDatabases} files");
        }

        List<GeoDatabase> databases = [];
        try
        {
            foreach (string path in paths)
            {
                databases.Add(GeoDatabase.Open(path));
            }
        }
        catch
        {
            databases.ForEach(database => database.Dispose());
            throw;
        }

        return new GeoLookup([.. databases]);
    }

    /// <summary>Null where the text is no address, or none that is known.</summary>
    public GeoLocation? Find(string? address)
        => address is not null && GeoAddress.TryParse(address, out GeoAddress parsed) ? Find(in parsed) : null;

    /// <summary>The same of the bytes of a text.</summary>
    public GeoLocation? Find(ReadOnlySpan<byte> address)
        => GeoAddress.TryParse(address, out GeoAddress parsed) ? Find(in parsed) : null;

    internal GeoLocation? Find(in GeoAddress address)
    {
        if (Fault is not null)
        {
            return null;
        }

        try
        {
            Places places = default;
            bool any = false;
            for (int index = 0; index < _databases.Length; index++)
            {
                places[index] = _databases[index].Find(in address) + 1;
                any |= places[index] > 0;
            }

            return any ? At(in places) : null;
        }
        catch (LogStatsException fault)
        {
            Interlocked.CompareExchange(ref _fault, fault, null);
            return null;
        }
    }

    public void Dispose()
    {
        foreach (GeoDatabase database in _databases)
        {
            database.Dispose();
        }
    }

    private GeoLocation? At(in Places places)
    {
        ReadOnlySpan<long> all = ((ReadOnlySpan<long>)places)[.._databases.Length];
        ulong hash = 0;
        foreach (long place in all)
        {
            hash = (hash ^ (ulong)place) * 0x9E3779B97F4A7C15;
        }

        ref Known? slot = ref _known[hash >> 49];
        Known? known = Volatile.Read(ref slot);
        if (known is null || !((ReadOnlySpan<long>)known.Places)[.._databases.Length].SequenceEqual(all))
        {
            known = new Known(places, Read(all));
            Volatile.Write(ref slot, known);
        }

        return known.Location;
    }

    private GeoLocation? Read(ReadOnlySpan<long> places)
    {
        GeoFields fields = new();
        for (int index = 0; index < places.Length; index++)
        {
            if (places[index] > 0)
            {
                _databases[index].Read(places[index] - 1, ref fields);
            }
        }

        GeoLocation location = fields.Location();
        return location.IsEmpty ? null : location;
    }

    /// <summary>Where the records of one address stand, each one more than its place; 0 for none.</summary>
    [InlineArray(MostDatabases)]
    private struct Places
    {
        private long _first;
    }

    private sealed class Known(Places places, GeoLocation? location)
    {
        public readonly Places Places = places;

        public GeoLocation? Location { get; } = location;
    }
}
