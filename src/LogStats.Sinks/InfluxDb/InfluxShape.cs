using System.Text;
using LogStats.Faults;

namespace LogStats.Sinks.InfluxDb;

/// <summary>What the columns of one type of row become: measurement, tags in the order that the server likes, fields, time.</summary>
internal sealed class InfluxShape
{
    private static readonly (string Column, string Name)[] s_originalTags =
        [("Module", "module"), ("GeoHash", "geohash"), ("City", "city"), ("HostHash", "hosthash")];

    private static readonly (string Column, string Name)[] s_originalFields =
        [("SentBytes", "sent"), ("ReceivedBytes", "received"), ("TotalBytes", "total")];

    private readonly byte[][] _tagPrefixes;

    private InfluxShape(RowMap map, byte[] measurement, InfluxColumn[] columns, int tags, int sourceSlot)
    {
        Map = map;
        Measurement = measurement;
        Columns = columns;
        TagCount = tags;
        SourceSlot = sourceSlot;
        _tagPrefixes = new byte[tags][];
        foreach (InfluxColumn column in columns.Where(static column => column.Role == InfluxRole.Tag))
        {
            _tagPrefixes[column.Slot] = column.Prefix;
        }

        if (sourceSlot >= 0)
        {
            _tagPrefixes[sourceSlot] = SourcePrefix;
        }
    }

    public RowMap Map { get; }

    public byte[] Measurement { get; }

    public InfluxColumn[] Columns { get; }

    public int TagCount { get; }

    /// <summary>Which tag holds the log that a record came from; negative: none.</summary>
    public int SourceSlot { get; }

    /// <summary>Whether a field of ours may be added: the original's points have theirs and no others.</summary>
    public bool NamesRecords { get; private init; }

    /// <summary>What stands before that tag's value.</summary>
    public static byte[] SourcePrefix { get; } = Encoding.UTF8.GetBytes($",{InfluxTags.Source}=");

    /// <summary>What stands before the value of a tag.</summary>
    public byte[] TagPrefix(int slot) => _tagPrefixes[slot];

    /// <exception cref="LogStatsException">The options name a column that the rows do not have.</exception>
    public static InfluxShape Of(RowMap map, InfluxSinkOptions options)
        => options.Schema == RowSchema.Original ? Original(map) : Native(map, options);

    private static InfluxShape Native(RowMap map, InfluxSinkOptions options)
    {
        IReadOnlyList<string> tags = [.. (options.Tags ?? InfluxTags.Usual(map)).Order(StringComparer.OrdinalIgnoreCase)];
        string? time = map.Columns.FirstOrDefault(static column => column.Type is RowType.Time or RowType.LocalTime).Name;
        foreach (string name in (options.Tags ?? []).Concat(options.Fields ?? []))
        {
            CheckColumn(map, name, time, options.Tags?.Contains(name) == true);
        }

        InfluxColumn[] columns = new InfluxColumn[map.Columns.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            RowColumn column = map.Columns[i];
            int slot = IndexOf(tags, column.Name);
            InfluxRole role = column.Name == time ? InfluxRole.Time
                : slot >= 0 ? InfluxRole.Tag
                : options.Fields is null || IndexOf(options.Fields, column.Name) >= 0 ? InfluxRole.Field
                : InfluxRole.None;
            columns[i] = Column(role, column.Name, slot) with
            {
                Known = options.Tags is null && role == InfluxRole.Tag ? InfluxTags.Known(map, column.Name) : null,
                Other = Field(column.Name + InfluxTags.OtherField),
            };
        }

        int source = map.Identity is RecordIdentity ? IndexOf(tags, InfluxTags.Source) : -1;
        return new InfluxShape(map, Measure(options.Measurement ?? map.Table), columns, tags.Count, source)
        {
            NamesRecords = map.Identity is RecordIdentity,
        };
    }

    /// <summary>The measurement <c>rsyncevents</c> of the rsync statistics program: its tags, its fields, the end as time.</summary>
    private static InfluxShape Original(RowMap map)
    {
        (string Column, string Name)[] tags = [.. s_originalTags.OrderBy(static tag => tag.Name, StringComparer.Ordinal)];
        InfluxColumn[] columns = [.. map.Columns.Select(column =>
        {
            int tag = Array.FindIndex(tags, one => one.Column == column.Name);
            int field = Array.FindIndex(s_originalFields, one => one.Column == column.Name);
            return column.Name == "EndTime" ? Column(InfluxRole.Time, column.Name, -1)
                : tag >= 0 ? Column(InfluxRole.Tag, tags[tag].Name, tag)
                : field >= 0 ? Column(InfluxRole.Field, s_originalFields[field].Name, -1)
                : Column(InfluxRole.None, column.Name, -1);
        })];
        return new InfluxShape(map, Measure(InfluxDays.Events), columns, tags.Length, -1);
    }

    private static InfluxColumn Column(InfluxRole role, string name, int slot) => new(
        role, role == InfluxRole.Tag ? [(byte)',', .. InfluxText.Tag(name), (byte)'='] : Field(name), slot, null, []);

    private static byte[] Field(string name) => [.. InfluxText.Tag(name), (byte)'='];

    private static byte[] Measure(string name) => InfluxText.IsMeasurement(name)
        ? InfluxText.Measurement(name)
        : throw Fail.Value("a measurement", name, "a name that begins with neither '#' nor '_', without control characters, and no backslash at its end");

    private static void CheckColumn(RowMap map, string name, string? time, bool tag)
    {
        RowColumn column = map.Columns.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        bool source = tag && name.Equals(InfluxTags.Source, StringComparison.OrdinalIgnoreCase);
        bool fits = column.Name is not null && column.Name != time
            && (!tag || column.Type is RowType.Text or RowType.Integer or RowType.Bytes);
        if (!fits && !source)
        {
            IEnumerable<string> known = map.Columns.Where(one => one.Name != time
                && (!tag || one.Type is RowType.Text or RowType.Integer or RowType.Bytes)).Select(static one => one.Name);
            throw Fail.Value(tag ? $"a tag of {map.Table}" : $"a field of {map.Table}", name,
                string.Join(", ", tag ? known.Append(InfluxTags.Source) : known));
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
