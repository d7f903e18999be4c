using System.Globalization;
using System.Text;
using LogStats.Elf.Rules;
using LogStats.Geo;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>One grouping: its parts joined with LF, which no line of a log can hold, are the key of its counts.</summary>
internal sealed class ElfGroupTable(ElfGroup[] by, int bound, Func<ElfCounts> newCounts, ElfSeries? series = null)
{
    private const byte Separator = (byte)'\n';

    private readonly byte[] _stamp = new byte[16];
    private readonly ElfGroup _single = by.Length == 1 ? by[0] : (ElfGroup)byte.MaxValue;
    private readonly ElfCounts?[] _countries = by is [ElfGroup.Country] ? new ElfCounts?[256] : [];
    private long _folds;
    private byte[] _key = new byte[512];
    private int _length;
    private long _bucket = -1;
    private int _stampLength;

    public ElfGroup[] By { get; } = by;

    public GroupTable<ElfSums> Table { get; } = new(bound);

    /// <param name="line">The request.</param>
    /// <param name="client">Whose it is.</param>
    /// <param name="request">The key of its request group.</param>
    /// <param name="minute">When; 0 where nobody wants to know.</param>
    public void Add(in ElfLine line, in LocatedClient client, ReadOnlySpan<byte> request, long minute)
    {
        if ((uint)client.Country < (uint)_countries.Length && _folds == Table.Folds && _countries[client.Country] is { } known)
        {
            known.Enter(minute, series);
            known.Add(in line, client.Address);
            return;
        }

        _length = 0;
        ReadOnlySpan<byte> key;
        if (By.Length == 1)
        {
            key = Part(_single, in line, in client, request);
        }
        else
        {
            foreach (ElfGroup part in By)
            {
                Append(Part(part, in line, in client, request));
            }

            key = _key.AsSpan(0, _length);
        }

        ElfCounts counts = CountsOf(key);
        counts.Enter(minute, series);
        counts.Add(in line, client.Address);
        if ((uint)client.Country < (uint)_countries.Length)
        {
            Remember(client.Country, counts);
        }
    }

    /// <param name="item">The request.</param>
    /// <param name="client">The address of whose it is.</param>
    /// <param name="location">Where that is, if the record does not tell.</param>
    /// <param name="request">The key of its request group.</param>
    /// <param name="minute">When; 0 where nobody wants to know.</param>
    public void Add(ElfRecord item, string? client, GeoLocation? location, ReadOnlySpan<byte> request, long minute)
    {
        _length = 0;
        foreach (ElfGroup part in By)
        {
            Append(part == ElfGroup.Request ? request : Encoding.UTF8.GetBytes(Part(part, item, client, location) ?? ""));
        }

        ElfCounts counts = CountsOf(By.Length == 1 ? _key.AsSpan(0, _length - 1) : _key.AsSpan(0, _length));
        counts.Enter(minute, series);
        counts.Add(item, client);
    }

    /// <summary>The counts of every group, and of what was folded together.</summary>
    public IEnumerable<ElfCounts> AllCounts()
    {
        for (int index = 0; index < Table.Count; index++)
        {
            yield return Table.Sums(index).Counts!;
        }

        if (Table.Rest.Counts is { } rest)
        {
            yield return rest;
        }
    }

    /// <summary>The parts of a key as text; an empty part is null.</summary>
    public static string?[] Parts(ReadOnlySpan<byte> key, IReadOnlyList<ElfGroup> by)
    {
        string?[] parts = new string?[by.Count];
        for (int index = 0; index < by.Count; index++)
        {
            int end = by.Count == 1 ? key.Length : key.IndexOf(Separator);
            parts[index] = by[index] == ElfGroup.Request ? RequestName(key[..end]) : ElfText.Of(key[..end], ElfEscape.Backslash);
            key = by.Count == 1 ? key : key[(end + 1)..];
        }

        return parts;
    }

    /// <summary>The group in a summary's key: another one for every key, also where two are the same once they are text.</summary>
    public static string Text(ReadOnlySpan<byte> key, IReadOnlyList<ElfGroup> by)
    {
        ulong hash = ByteHash.Of(key);
        bool isPlain = true;
        string?[] parts = new string?[by.Count];
        for (int index = 0; index < by.Count; index++)
        {
            int end = by.Count == 1 ? key.Length : key.IndexOf(Separator);
            ReadOnlySpan<byte> part = key[..end];
            string? text = ElfText.Of(part, ElfEscape.Backslash);
            if (by[index] == ElfGroup.Request)
            {
                RequestRules.Split(part, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> method);
                parts[index] = part.IsEmpty ? null
                    : $"{SummaryGroup.Part(Encoding.UTF8.GetString(group))}/{SummaryGroup.Part(Encoding.UTF8.GetString(method))}";
            }
            else
            {
                parts[index] = SummaryGroup.Part(text);
                isPlain &= Encoding.UTF8.GetBytes(text ?? "").AsSpan().SequenceEqual(part);
            }

            key = by.Count == 1 ? key : key[(end + 1)..];
        }

        return SummaryGroup.Of(by.Select(static part => part.ToString()), parts, isPlain ? 0 : hash);
    }

    /// <summary>A request group as people read it: <c>group/method</c>.</summary>
    public static string? RequestName(ReadOnlySpan<byte> key)
    {
        RequestRules.Split(key, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> method);
        string name = Encoding.UTF8.GetString(method);
        return key.IsEmpty ? null : group.IsEmpty ? name : $"{Encoding.UTF8.GetString(group)}/{name}";
    }

    /// <summary>Group and method of a request group; the method of requests without a path is called "none".</summary>
    public static (string Group, string Method) RequestNames(ReadOnlySpan<byte> key)
    {
        RequestRules.Split(key, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> method);
        return (Encoding.UTF8.GetString(group), key.IsEmpty ? "none" : Encoding.UTF8.GetString(method));
    }

    /// <summary>By country's number the group is found without its key, as long as no groups are folded.</summary>
    private void Remember(int country, ElfCounts counts)
    {
        if (_folds != Table.Folds)
        {
            Array.Clear(_countries);
            _folds = Table.Folds;
        }

        _countries[country] = counts;
    }

    private ElfCounts CountsOf(ReadOnlySpan<byte> key)
    {
        int index = Table.IndexOf(key, ByteHash.Of(key));
        ref ElfSums sums = ref Table.At(index);
        return sums.Counts ??= newCounts();
    }

    private ReadOnlySpan<byte> Part(ElfGroup part, scoped in ElfLine line, scoped in LocatedClient client, ReadOnlySpan<byte> request)
    {
        switch (part)
        {
            case ElfGroup.Request:
                return request;
            case ElfGroup.RequestPath:
                return RequestPath.Of(line.Target);
            case ElfGroup.Method:
                return line[ElfField.Method];
            case ElfGroup.Status:
                return line[ElfField.Status];
            case ElfGroup.StatusClass:
                return ClassOf(line.Status);
            case ElfGroup.ClientAddress:
                return client.Address;
            case ElfGroup.UserName:
                return line[ElfField.User];
            case ElfGroup.VirtualHost:
                return line[ElfField.Host];
            case ElfGroup.UserAgent:
                return line[ElfField.Agent];
            case ElfGroup.Referer:
                return line[ElfField.Referer];
            case ElfGroup.Protocol:
                return line[ElfField.Protocol];
            case ElfGroup.Cache:
                return line[ElfField.Cache];
            case ElfGroup.Upstream:
                return line[ElfField.Upstream];
            case ElfGroup.Country:
                return client.Location is { } country ? country.CountryKey : default;
            case ElfGroup.City:
                return client.Location is { } city ? city.CityKey : default;
            case ElfGroup.Asn:
                return client.Location is { } network ? network.AsnKey : default;
            default:
                return line.Ticks == 0 ? default : Stamp(part, line.Ticks + (line.OffsetMinutes * TimeSpan.TicksPerMinute));
        }
    }

    private string? Part(ElfGroup part, ElfRecord item, string? client, GeoLocation? location) => part switch
    {
        ElfGroup.RequestPath => item.RequestPath,
        ElfGroup.Method => item.Method,
        ElfGroup.Status => item.Status?.ToString("000", CultureInfo.InvariantCulture),
        ElfGroup.StatusClass => Encoding.UTF8.GetString(ClassOf(item.Status ?? -1)),
        ElfGroup.ClientAddress => client,
        ElfGroup.UserName => item.UserName,
        ElfGroup.VirtualHost => item.VirtualHost,
        ElfGroup.UserAgent => item.UserAgent,
        ElfGroup.Referer => item.Referer,
        ElfGroup.Protocol => item.Protocol,
        ElfGroup.Cache => item.Cache,
        ElfGroup.Upstream => item.Upstream,
        ElfGroup.Country => item.Country ?? location?.Country,
        ElfGroup.City => (item.City ?? location?.City)?.ReplaceLineEndings(" "),
        ElfGroup.Asn => (item.Asn ?? location?.Asn)?.ToString(CultureInfo.InvariantCulture),
        _ => item.Time is DateTimeOffset time ? Encoding.UTF8.GetString(Stamp(part, time.DateTime.Ticks)) : null,
    };

    private static ReadOnlySpan<byte> ClassOf(int status) => (status / 100) switch
    {
        1 => "1xx"u8,
        2 => "2xx"u8,
        3 => "3xx"u8,
        4 => "4xx"u8,
        5 => "5xx"u8,
        _ => default,
    };

    /// <summary>A stretch of time by its name, which is written once as long as requests fall into it.</summary>
    private ReadOnlySpan<byte> Stamp(ElfGroup part, long local)
    {
        long width = part == ElfGroup.Day ? TimeSpan.TicksPerDay : part == ElfGroup.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute;
        local = Math.Clamp(local, 0, DateTime.MaxValue.Ticks);
        long bucket = (local / width * 4) + (part - ElfGroup.Day);
        if (bucket != _bucket)
        {
            string form = part == ElfGroup.Day ? "yyyy-MM-dd" : part == ElfGroup.Hour ? "yyyy-MM-dd HH:00" : "yyyy-MM-dd HH:mm";
            new DateTime(local).TryFormat(_stamp, out _stampLength, form, CultureInfo.InvariantCulture);
            _bucket = bucket;
        }

        return _stamp.AsSpan(0, _stampLength);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (_key.Length - _length <= text.Length)
        {
            Array.Resize(ref _key, Math.Max(_key.Length * 2, _length + text.Length + 1));
        }

        text.CopyTo(_key.AsSpan(_length));
        _length += text.Length;
        _key[_length++] = Separator;
    }
}
