using LogStats.Faults;

namespace LogStats.Geo;

/// <summary>
/// One database in MaxMind's format, of any type. Looking an address up allocates nothing once the blocks that it leads
/// through are read. Whatever the file holds, an answer or a fault comes of it, and nothing else. For several threads.
/// </summary>
internal sealed class GeoDatabase : IDisposable
{
    private readonly GeoBytes _bytes;
    private readonly GeoTree _tree;
    private readonly GeoSection _data;

    private GeoDatabase(GeoBytes bytes)
    {
        _bytes = bytes;
        About = GeoMetadata.Read(bytes);
        _tree = new GeoTree(bytes, About);
        _data = new GeoSection(bytes, About.DataStart, About.DataLength);
    }

    public GeoMetadata About { get; }

    public string Path => _bytes.Path;

    /// <exception cref="LogStatsException">There is no such file, or it is no database that can be used.</exception>
    public static GeoDatabase Open(string path)
    {
        GeoBytes bytes = GeoBytes.Open(path);
        try
        {
            return new GeoDatabase(bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Where the record of an address stands; -1 for none.</summary>
    /// <exception cref="LogStatsException">The database is damaged.</exception>
    public long Find(in GeoAddress address) => _tree.Find(in address);

    /// <summary>The same, with the length of the network that the answer is for, of the 32 or 128 bits of the address.</summary>
    public long Find(in GeoAddress address, out int bits) => _tree.Find(in address, out bits);

    /// <summary>Takes from the record at that place what is not known yet.</summary>
    public void Read(long place, ref GeoFields fields) => fields.Read(_data, place);

    /// <summary>The whole record at that place.</summary>
    public object Value(long place)
    {
        int left = GeoSection.MostValues;
        return _data.Value(ref place, ref left);
    }

    public void Dispose() => _bytes.Dispose();
}
