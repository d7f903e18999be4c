using LogStats.Elf.Counting;
using LogStats.Elf.Matching;
using LogStats.Elf.Rules;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Elf;

/// <summary>Collects the records that the lines of one input make.</summary>
internal sealed class ElfRecordMaker(ElfOptions options)
{
    private readonly RequestRules? _rules = options.Filter.Groups.Count > 0 ? RequestRules.New(options.Rules) : null;
    private string? _path;
    private ElfLineReader? _reader;
    private long _firstLine;
    private bool _named;

    /// <summary>The records made and not taken away yet; the caller clears it.</summary>
    public List<ElfRecord> Made { get; } = [];

    public void Begin(string? path, ElfLineReader reader) => (_path, _reader, _named) = (path, reader, false);

    /// <summary>Another file of the same layout: named by its first record, or, where null, by the first that comes.</summary>
    public void Name(string path, long? firstRecord) => (_path, _firstLine, _named) = (path, firstRecord ?? 0, firstRecord is not null);

    public void Take(in ElfLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!_named)
        {
            _named = true;
            _firstLine = (long)ByteHash.Of(bytes);
        }

        if (options.Filter.IsEverything || (options.Filter.Takes(in line) && IsInGroup(line.Target)))
        {
            ElfRecord item = Record(in line, new RecordKey(_firstLine, offset, (long)ByteHash.Of(bytes)), offset);
            options.Clients.Apply(item);
            Made.Add(item);
        }
    }

    private bool IsInGroup(ReadOnlySpan<byte> target)
    {
        if (_rules is null)
        {
            return true;
        }

        RequestVerdict verdict = _rules.Match(target);
        return verdict.GroupId >= 0 && ElfFilter.Any(options.Filter.Groups, ElfGroupTable.RequestName(_rules.Key(verdict.GroupId)));
    }

    private ElfRecord Record(in ElfLine line, RecordKey key, long offset)
    {
        ElfEscape escape = _reader!.Escape;
        ReadOnlySpan<byte> target = RequestPath.WithoutOrigin(line.Target);
        int question = target.IndexOf((byte)'?');
        ReadOnlySpan<byte> query = question < 0 ? line[ElfField.Query].TrimStart((byte)'?') : target[(question + 1)..];
        ReadOnlySpan<byte> method = line[ElfField.Method];
        return new ElfRecord
        {
            Time = Time(in line),
            ClientAddress = ElfText.Of(line[ElfField.Client], escape),
            ClientPort = ElfNumbers.Count(line[ElfField.ClientPort]) is long port and >= 0 and <= ushort.MaxValue ? (int)port : null,
            UserName = ElfText.Of(line[ElfField.User], escape),
            VirtualHost = ElfText.Of(line[ElfField.Host], escape) ?? ElfText.Of(RequestPath.Host(line.Target), escape),
            Method = ElfText.Of(method, escape),
            RequestPath = ElfText.Of(question < 0 ? target : target[..question], escape),
            Query = ElfText.Of(query, escape),
            Protocol = ElfText.Of(line[ElfField.Protocol], escape),
            Request = method.IsEmpty ? ElfText.Of(line[ElfField.Request], escape) : null,
            Status = line.Status >= 0 ? line.Status : null,
            SentBytes = line.SentBytes >= 0 ? line.SentBytes : null,
            ReceivedBytes = line.ReceivedBytes >= 0 ? line.ReceivedBytes : null,
            Latency = Span(line.Latency),
            FirstByte = Span(line.FirstByte),
            UpstreamLatency = Span(line.UpstreamLatency),
            Upstream = ElfText.Of(line[ElfField.Upstream], escape),
            UpstreamStatus = ElfText.Of(line[ElfField.UpstreamStatus], escape),
            Referer = ElfText.Of(line[ElfField.Referer], escape),
            UserAgent = ElfText.Of(line[ElfField.Agent], escape),
            Cache = ElfText.Of(line[ElfField.Cache], escape),
            RequestId = ElfText.Of(line[ElfField.RequestId], escape),
            Fields = Extras(in line, escape),
            LogHost = ElfText.Of(line.LogHost, ElfEscape.None),
            Format = _reader.Name,
            Path = _path,
            Offset = offset,
            Key = key,
        };
    }

    private static DateTimeOffset? Time(in ElfLine line)
    {
        if (line.Ticks == 0)
        {
            return null;
        }

        TimeSpan offset = TimeSpan.FromMinutes(line.OffsetMinutes);
        long local = line.Ticks + offset.Ticks;
        return local < 0 || local > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(line.Ticks, TimeSpan.Zero)
            : new DateTimeOffset(local, offset);
    }

    private static TimeSpan? Span(long micros)
        => micros < 0 || micros > long.MaxValue / TimeSpan.TicksPerMicrosecond ? null : new TimeSpan(micros * TimeSpan.TicksPerMicrosecond);

    private IReadOnlyDictionary<string, string> Extras(in ElfLine line, ElfEscape escape)
    {
        IReadOnlyList<string> names = _reader!.ExtraNames;
        Dictionary<string, string>? extras = null;
        for (int index = 0; index < names.Count && (int)ElfField.Extra + index < line.Ranges.Length; index++)
        {
            if (ElfText.Of(line[(ElfField)((int)ElfField.Extra + index)], escape) is string value)
            {
                (extras ??= [])[names[index]] = value;
            }
        }

        return extras ?? ElfRecord.NoFields;
    }
}
