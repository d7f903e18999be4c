using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LogStats.Geo;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Geo;

/// <summary>Every network of MaxMind's test databases answers as MaxMind's own reader does; so do the networks' last addresses.</summary>
public sealed class GoldenAnswerTests
{
    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Repository.File("tests", "data", "geo"), "*.golden.jsonl")
        .Select(file => Path.GetFileName(file).Replace(".golden.jsonl", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [MaxMindTheory]
    [MemberData(nameof(Names))]
    public void As_the_other_reader_says(string name)
    {
        using GeoDatabase database = GeoDatabase.Open(MaxMindFiles.PathOf(name));
        using GeoLookup lookup = GeoLookup.Open([MaxMindFiles.PathOf(name)]);
        int seen = 0;
        foreach (string line in File.ReadLines(Repository.File("tests", "data", "geo", name + ".golden.jsonl")))
        {
            using JsonDocument golden = JsonDocument.Parse(line);
            JsonElement answer = golden.RootElement.GetProperty("Answer");
            string network = golden.RootElement.GetProperty("Network").GetString()!;
            foreach (GeoAddress address in Ends(IPNetwork.Parse(network), database.About.IsV6))
            {
                if (name.StartsWith("Geo", StringComparison.Ordinal))
                {
                    Assert.Equal(answer.GetRawText(), Shown(lookup.Find(in address)));
                }
                else
                {
                    long place = database.Find(in address, out int bits);
                    Assert.Equal(answer.GetRawText(), Shown(database.Value(place)));
                    Assert.Equal(IPNetwork.Parse(network).PrefixLength, bits);
                }

                if (address is { High: 0, Low: <= uint.MaxValue })
                {
                    Assert.Equal(database.Find(in address), database.Find(address with { IsV4 = true }));
                }
            }

            seen++;
        }

        Assert.True(seen > 0);
        Assert.Null(lookup.Fault);
    }

    [MaxMindFact]
    public void What_is_in_no_network_is_not_found()
    {
        using GeoLookup lookup = GeoLookup.Open([MaxMindFiles.PathOf("GeoLite2-City-Test")]);
        foreach (string address in (string[])["0.0.0.0", "127.0.0.1", "10.1.2.3", "255.255.255.255", "fe80::1", "ffff::", "h.example", "", "-"])
        {
            Assert.Null(lookup.Find(address));
        }

        Assert.Equal("GB", lookup.Find("2.125.160.216")?.Country);
        Assert.Equal("GB", lookup.Find("::ffff:2.125.160.216")?.Country);
        using GeoLookup old = GeoLookup.Open([MaxMindFiles.PathOf("MaxMind-DB-test-ipv4-24")]);
        Assert.Null(old.Find("2001:db8::1"));
        Assert.Null(old.Fault);
    }

    [MaxMindFact]
    public void Several_databases_tell_together_what_each_knows()
    {
        using GeoLookup both = GeoLookup.Open([MaxMindFiles.PathOf("GeoLite2-City-Test"), MaxMindFiles.PathOf("GeoLite2-ASN-Test")]);
        GeoLocation? found = both.Find("89.160.20.112");
        Assert.Equal(("SE", "Linköping", 29518L, "Bredband2 AB"), (found?.Country, found?.City, found?.Asn, found?.AsnOrganization));
        Assert.Same(found, both.Find("89.160.20.113"));
        Assert.Equal(1221, both.Find("1.128.0.0")?.Asn);
        Assert.Null(both.Find("1.128.0.0")?.Country);
    }

    private static IEnumerable<GeoAddress> Ends(IPNetwork network, bool isV6)
    {
        byte[] first = network.BaseAddress.GetAddressBytes();
        byte[] last = [.. first];
        for (int bit = network.PrefixLength; bit < last.Length * 8; bit++)
        {
            last[bit >> 3] |= (byte)(0x80 >> (bit & 7));
        }

        Assert.Equal(isV6, first.Length == 16);
        return [Address(first), Address(last)];
    }

    private static GeoAddress Address(byte[] bytes)
    {
        UInt128 number = 0;
        foreach (byte part in bytes)
        {
            number = (number << 8) | part;
        }

        return new GeoAddress((ulong)(number >> 64), (ulong)number, IsV4: bytes.Length == 4);
    }

    private static string Shown(GeoLocation? location)
    {
        Dictionary<string, object?> known = new()
        {
            ["Asn"] = location?.Asn,
            ["AsnOrganization"] = location?.AsnOrganization,
            ["City"] = location?.City,
            ["Country"] = location?.Country,
            ["GeoHash"] = location?.GeoHash,
        };
        return Shown(known.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!));
    }

    /// <summary>As the script that made the golden files writes it.</summary>
    private static string Shown(object value)
    {
        StringBuilder text = new();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object> map:
                text.Append('{').AppendJoin(", ", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Quoted(pair.Key)}: {Shown(pair.Value)}")).Append('}');
                break;
            case IReadOnlyList<object> list:
                text.Append('[').AppendJoin(", ", list.Select(Shown)).Append(']');
                break;
            case byte[] bytes:
                text.Append(CultureInfo.InvariantCulture, $"{{\"base64\": \"{Convert.ToBase64String(bytes)}\"}}");
                break;
            case string words:
                text.Append(Quoted(words));
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case double number:
                text.Append(CultureInfo.InvariantCulture, $"{{\"number\": \"{Python(number)}\"}}");
                break;
            case float number:
                text.Append(CultureInfo.InvariantCulture, $"{{\"number\": \"{Python(number)}\"}}");
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{{\"integer\": \"{value}\"}}");
                break;
        }
    }

    private static string Python(double number) => double.IsPositiveInfinity(number) ? "inf" : number == Math.Floor(number) && Math.Abs(number) < 1e16
        ? number.ToString("0.0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static string Quoted(string text)
        => JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
