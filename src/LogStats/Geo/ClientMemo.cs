using System.Runtime.CompilerServices;
using System.Text;

namespace LogStats.Geo;

/// <summary>
/// Where clients are, by the bytes of their addresses: each is parsed and looked up once as long as it is remembered, in
/// bounded memory, and known by a comparison after that. Never takes one address for another. For one thread.
/// </summary>
internal sealed class ClientMemo
{
    private const int Places = 1 << 15;

    /// <summary>No address is longer; what is longer is not kept.</summary>
    private const int Room = 48;

    private readonly ClientOptions _options;
    private readonly Entry[] _entries = new Entry[Places];
    private readonly byte[] _networks;

    private ClientMemo(ClientOptions options)
        => (_options, _networks) = (options, options.Anonymize ? new byte[Places * Room] : []);

    /// <summary>Null where nothing is known.</summary>
    public CountryCounts? Countries { get; private init; }

    /// <summary>Null where nothing was asked for that needs it.</summary>
    public static ClientMemo? For(ClientOptions options) => options.Locations is null && !options.Anonymize ? null
        : new ClientMemo(options) { Countries = options.Locations is null ? null : new CountryCounts() };

    /// <param name="address">The client as the log has it; lives as long as the result.</param>
    /// <param name="hash">Its hash.</param>
    public LocatedClient Find(ReadOnlySpan<byte> address, ulong hash)
    {
        if (address.Length > Room)
        {
            return Unkept(address);
        }

        int index = (int)hash & (Places - 1);
        ref Entry entry = ref _entries[index];
        if (!entry.IsFull || entry.Length != address.Length || !((ReadOnlySpan<byte>)entry.Text)[..address.Length].SequenceEqual(address))
        {
            Fill(ref entry, address, index);
        }

        return new LocatedClient(_options.Anonymize ? _networks.AsSpan(index * Room, entry.Shown) : address, entry.Location, entry.Country);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fill(ref Entry entry, ReadOnlySpan<byte> address, int index)
    {
        entry = new Entry { IsFull = true, Length = (byte)address.Length };
        address.CopyTo(entry.Text);
        if (!GeoAddress.TryParse(address, out GeoAddress parsed))
        {
            return;
        }

        entry.Location = _options.Locations?.Find(in parsed);
        entry.Country = Countries?.IdOf(entry.Location?.Country) ?? 0;
        if (_options.Anonymize)
        {
            entry.Shown = (byte)Encoding.ASCII.GetBytes(parsed.Truncated().ToString(), _networks.AsSpan(index * Room, Room));
        }
    }

    /// <summary>Such as an address with a long zone.</summary>
    private LocatedClient Unkept(ReadOnlySpan<byte> address)
    {
        bool isAddress = GeoAddress.TryParse(address, out GeoAddress parsed);
        GeoLocation? location = isAddress ? _options.Locations?.Find(in parsed) : null;
        return new LocatedClient(
            !_options.Anonymize ? address : isAddress ? Encoding.ASCII.GetBytes(parsed.Truncated().ToString()) : default,
            location, Countries?.IdOf(location?.Country) ?? 0);
    }

    private struct Entry
    {
        public GeoLocation? Location;
        public int Country;
        public byte Length;
        public byte Shown;
        public bool IsFull;
        public Letters Text;
    }

    /// <summary>Beside the rest, so that one look into memory finds both.</summary>
    [InlineArray(Room)]
    private struct Letters
    {
        private byte _first;
    }
}
