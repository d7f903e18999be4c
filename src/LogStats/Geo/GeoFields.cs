namespace LogStats.Geo;

/// <summary>
/// Takes out of a record what a location has, and passes over the rest. What another kind of database calls the same and
/// means otherwise, such as a city that is a mere text, is passed over too.
/// </summary>
internal struct GeoFields
{
    private string? _country;
    private string? _city;
    private string? _organization;
    private double _latitude;
    private double _longitude;
    private long? _asn;

    public GeoFields() => (_latitude, _longitude) = (double.NaN, double.NaN);

    private enum Level : byte
    {
        Record,
        Country,
        City,
        Names,
        Location,
        Traits,
    }

    /// <summary>Adds what is not known yet.</summary>
    public void Read(GeoSection data, long at)
    {
        int left = GeoSection.MostValues;
        Map(data, ref at, Level.Record, ref left);
    }

    public readonly GeoLocation Location() => new()
    {
        Country = _country,
        City = _city,
        GeoHash = GeoHash.Of(_latitude, _longitude),
        Asn = _asn,
        AsnOrganization = _organization,
    };

    private void Map(GeoSection data, ref long at, Level level, ref int left)
    {
        long begin = at;
        GeoHead head = data.Follow(ref at);
        if (head.Kind != GeoValueKind.Map)
        {
            at = begin;
            data.Skip(ref at, ref left);
            return;
        }

        data.Count(ref left, (int)level);
        long inner = head.At;
        ref long next = ref head.IsElsewhere ? ref inner : ref at;
        for (int index = 0; index < head.Size; index++)
        {
            Pair(data, ref next, level, ref left);
        }
    }

    private void Pair(GeoSection data, ref long at, Level level, ref int left)
    {
        ReadOnlySpan<byte> key = data.Key(ref at);
        switch (level)
        {
            case Level.Record when key.SequenceEqual("country"u8):
                Map(data, ref at, Level.Country, ref left);
                break;
            case Level.Record when key.SequenceEqual("city"u8):
                Map(data, ref at, Level.City, ref left);
                break;
            case Level.Record when key.SequenceEqual("location"u8):
                Map(data, ref at, Level.Location, ref left);
                break;
            case Level.Record when key.SequenceEqual("traits"u8):
                Map(data, ref at, Level.Traits, ref left);
                break;
            case Level.City when key.SequenceEqual("names"u8):
                Map(data, ref at, Level.Names, ref left);
                break;
            case Level.Country when key.SequenceEqual("iso_code"u8):
                Text(data, ref at, ref _country, ref left);
                break;
            case Level.Names when key.SequenceEqual("en"u8):
                Text(data, ref at, ref _city, ref left);
                break;
            case Level.Location when key.SequenceEqual("latitude"u8):
                Number(data, ref at, ref _latitude, ref left);
                break;
            case Level.Location when key.SequenceEqual("longitude"u8):
                Number(data, ref at, ref _longitude, ref left);
                break;
            case Level.Record or Level.Traits when key.SequenceEqual("autonomous_system_number"u8):
                Asn(data, ref at, ref left);
                break;
            case Level.Record or Level.Traits when key.SequenceEqual("autonomous_system_organization"u8):
                Text(data, ref at, ref _organization, ref left);
                break;
            default:
                data.Skip(ref at, ref left);
                break;
        }
    }

    private static void Text(GeoSection data, ref long at, ref string? known, ref int left)
    {
        if (Is(data, ref at, ref left, GeoValueKind.Text, out GeoHead head) && data.Text(head, ref at) is { Length: > 0 } text)
        {
            known ??= text;
        }
    }

    private static void Number(GeoSection data, ref long at, ref double known, ref int left)
    {
        if (Is(data, ref at, ref left, GeoValueKind.Double, out GeoHead head) && data.Double(head, ref at) is double number && double.IsNaN(known))
        {
            known = number;
        }
    }

    private void Asn(GeoSection data, ref long at, ref int left)
    {
        if (Is(data, ref at, ref left, GeoValueKind.UInt32, out GeoHead head))
        {
            long number = (long)data.Unsigned(head, ref at);
            _asn ??= number;
        }
    }

    /// <summary>False where something else stands there, which was passed over then.</summary>
    private static bool Is(GeoSection data, ref long at, ref int left, GeoValueKind wanted, out GeoHead head)
    {
        long begin = at;
        head = data.Follow(ref at);
        if (head.Kind == wanted)
        {
            data.Count(ref left, 0);
            return true;
        }

        at = begin;
        data.Skip(ref at, ref left);
        return false;
    }
}
