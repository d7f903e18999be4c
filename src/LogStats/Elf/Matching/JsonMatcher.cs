using LogStats.Elf.Patterns;
using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>
/// Reads a line that is one JSON object: finds the keys that tell something, and of several that tell the same takes the
/// first listed one that has a value. The values' escapes are undone already.
/// </summary>
internal sealed class JsonMatcher
{
    private readonly JsonKeys _keys;
    private readonly JsonEntry[] _entries;
    private readonly JsonTimes _times;
    private readonly FieldRange[] _ranges;
    private readonly int _latencyParts;

    public JsonMatcher(ElfJsonFields fields, ClockRules rules)
    {
        string[] keys = [.. fields.Fields.Select(field => field.Key).Distinct(StringComparer.Ordinal)];
        _keys = new JsonKeys(keys);
        ElfJsonField[] named = [.. fields.Fields.Where(field => field.Field >= ElfField.Extra).DistinctBy(field => field.Field)];
        int parts = (int)named.Select(field => field.Field + 1).Append(ElfField.Extra).Max();
        _latencyParts = parts;
        string[] names = new string[parts - (int)ElfField.Extra];
        Array.Fill(names, "");
        foreach (ElfJsonField field in named)
        {
            names[field.Field - ElfField.Extra] = field.Key;
        }

        _entries = [.. fields.Fields.Where(field => field.Field is not (ElfField.None or ElfField.Time)).Select(field => new JsonEntry(
            field.Field, Array.IndexOf(keys, field.Key), field.Unit, field.Field == ElfField.LatencyPart ? parts++ : (int)field.Field))];
        _times = new JsonTimes(
            [.. fields.Fields.Where(field => field.Time is not null).Select(field => (Array.IndexOf(keys, field.Key), field.Time!))], rules);
        _ranges = new FieldRange[parts];
        ExtraNames = [.. names, .. fields.Fields.Where(field => field.Field == ElfField.LatencyPart).Select(field => field.Key)];
    }

    /// <summary>The names of the fields from <see cref="ElfField.Extra"/> on.</summary>
    public IReadOnlyList<string> ExtraNames { get; }

    public LineVerdict Match(ReadOnlySpan<byte> line, ref ElfLine view)
    {
        view.Bytes = line;
        view.Ranges = _ranges;
        NumberFields.Clear(ref view);
        Array.Clear(_ranges);
        if (!_keys.Read(line, Start(line, out FieldRange stamp), out ReadOnlySpan<byte> bytes))
        {
            return ElfReasons.NotJson;
        }

        view.Bytes = bytes;
        long totalBytes = -1;
        foreach (ref readonly JsonEntry entry in _entries.AsSpan())
        {
            FieldRange value = _keys[entry.Key];
            if (value.Length > 0 && value.Of(bytes) is not [(byte)'-'] && !Take(entry, value, ref view, ref totalBytes))
            {
                return ElfReasons.Status;
            }
        }

        CutRequest(bytes);
        AddLatencyParts(ref view);
        view.SentBytes = view.SentBytes < 0 ? totalBytes : view.SentBytes;
        if (view.Status < 0 && view.Target.IsEmpty && view[ElfField.Request].IsEmpty && view[ElfField.Method].IsEmpty)
        {
            return ElfReasons.NoRequest;
        }

        return _times.Read(bytes, _keys, stamp, ref view) ? LineVerdict.Record : ElfReasons.Time;
    }

    /// <summary>Where the object begins. Caddy's form for a console has it behind tabs and a stamp of its own.</summary>
    private static int Start(ReadOnlySpan<byte> line, out FieldRange stamp)
    {
        stamp = default;
        int at = line.StartsWith("\uFEFF"u8) ? 3 : 0;
        int brace = line[at..].IndexOf((byte)'{') + at;
        if (brace <= at || line[at..brace].Trim(" \t"u8).IsEmpty)
        {
            return Math.Max(at, brace);
        }

        stamp = new FieldRange(at, Math.Max(0, line[at..brace].IndexOf((byte)'\t')));
        return line[brace - 1] == '\t' ? brace : at;
    }

    /// <summary>False where a status is no number.</summary>
    private bool Take(in JsonEntry entry, FieldRange value, ref ElfLine view, ref long totalBytes)
    {
        ReadOnlySpan<byte> bytes = view.Bytes;
        bool isClient = entry.Field is ElfField.Client or ElfField.ClientAndPort;
        ref FieldRange range = ref _ranges[isClient ? (int)ElfField.Client : entry.Index];
        if (range.Length > 0)
        {
            return true;
        }

        ReadOnlySpan<byte> text = value.Of(bytes);
        switch (entry.Field)
        {
            case ElfField.Client:
                range = ClientText.First(bytes, value);
                return true;
            case ElfField.ClientAndPort:
                ClientText.Cut(bytes, ClientText.First(bytes, value), out range, out FieldRange port);
                ref FieldRange known = ref _ranges[(int)ElfField.ClientPort];
                known = known.Length > 0 ? known : port;
                return true;
            case ElfField.Status:
                view.Status = Math.Max(ElfNumbers.Status(text), -1);
                range = value;
                return ElfNumbers.Status(text) >= -1;
            case ElfField.SentBytes:
                view.SentBytes = ElfNumbers.Count(text);
                break;
            case ElfField.TotalSentBytes:
                totalBytes = ElfNumbers.Count(text);
                break;
            case ElfField.ReceivedBytes:
                view.ReceivedBytes = ElfNumbers.Count(text);
                break;
            case ElfField.Latency:
                view.Latency = Micros(text, entry.Unit);
                break;
            case ElfField.FirstByte:
                view.FirstByte = Micros(text, entry.Unit);
                break;
            case ElfField.UpstreamLatency:
                view.UpstreamLatency = Micros(text, entry.Unit);
                break;
        }

        range = value;
        return true;
    }

    /// <summary>The whole request line, cut; what has a key of its own is believed before it.</summary>
    private void CutRequest(ReadOnlySpan<byte> bytes)
    {
        FieldRange request = _ranges[(int)ElfField.Request];
        if (request.Length == 0)
        {
            return;
        }

        ref FieldRange method = ref _ranges[(int)ElfField.Method];
        ref FieldRange target = ref _ranges[(int)ElfField.Target];
        ref FieldRange protocol = ref _ranges[(int)ElfField.Protocol];
        (FieldRange ownMethod, FieldRange ownTarget, FieldRange ownProtocol) = (method, target, protocol);
        RequestLine.Cut(bytes, request, _ranges);
        method = ownMethod.Length > 0 ? ownMethod : method;
        target = ownTarget.Length > 0 ? ownTarget : target;
        protocol = ownProtocol.Length > 0 ? ownProtocol : protocol;
    }

    /// <summary>One part that is unknown makes the whole unknown. A latency that stands there as a whole is believed first.</summary>
    private void AddLatencyParts(ref ElfLine view)
    {
        if (_latencyParts == _ranges.Length || view.Latency >= 0)
        {
            return;
        }

        long sum = 0;
        foreach (ref readonly JsonEntry entry in _entries.AsSpan())
        {
            if (entry.Field == ElfField.LatencyPart)
            {
                long part = Micros(_ranges[entry.Index].Of(view.Bytes), entry.Unit);
                sum = part < 0 || sum < 0 ? -1 : sum + part;
            }
        }

        view.Latency = sum;
    }

    private static long Micros(ReadOnlySpan<byte> text, ElfUnit unit)
    {
        long plain = ElfNumbers.Micros(text, unit);
        return plain >= 0 ? plain : DurationText.Micros(text, unit);
    }
}
