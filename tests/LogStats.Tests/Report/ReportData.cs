using System.Text;
using System.Text.Json;
using LogStats.Report;
using LogStats.Tally;

namespace LogStats.Tests.Report;

/// <summary>A report as another program would read it, by what docs/reports.md says of it.</summary>
internal sealed class ReportData
{
    private readonly byte[] _numbers;
    private int _at;

    public ReportData(byte[] page)
    {
        Page = Encoding.UTF8.GetString(page);
        int start = Page.IndexOf(ReportPage.DataStart, StringComparison.Ordinal) + ReportPage.DataStart.Length;
        Head = JsonDocument.Parse(Page[start..Page.IndexOf("</script>", start, StringComparison.Ordinal)]).RootElement;
        Texts = JsonDocument.Parse(ReportNumbers.Unpack(Head.GetProperty("texts").GetString()!)).RootElement;
        _numbers = ReportNumbers.Unpack(Head.GetProperty("numbers").GetString()!);
        int table = 0;
        Families = [.. Head.GetProperty("families").EnumerateArray().Select(family => ReadFamily(family, ref table))];
        Assert.Equal(_numbers.Length, _at);
    }

    public string Page { get; }

    public JsonElement Head { get; }

    public JsonElement Texts { get; }

    public IReadOnlyList<Family> Families { get; }

    private Family ReadFamily(JsonElement json, ref int table)
    {
        string[] measures = [.. json.GetProperty("measures").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
        bool[] light = [.. json.GetProperty("measures").EnumerateArray().Select(one => one.GetProperty("light").GetBoolean())];
        int extras = json.GetProperty("extras").GetArrayLength();
        Family family = new(json, measures, []);
        int count = 0;
        if (json.TryGetProperty("axis", out JsonElement axis))
        {
            count = axis.GetProperty("count").GetInt32();
            family.Start = axis.GetProperty("start").GetDateTime();
            family.Step = axis.GetProperty("step").GetInt32();
            family.Series = [.. measures.Select(_ => Take(count))];
            family.Latency = json.TryGetProperty("latencyBits", out _) ? [.. Enumerable.Range(0, count).Select(_ => Latency())] : [];
        }

        foreach (JsonElement grouping in json.GetProperty("groupings").EnumerateArray())
        {
            string?[] names = [.. Texts.GetProperty("names")[table++].EnumerateArray().Select(name => name.GetString())];
            int parts = grouping.GetProperty("by").GetArrayLength();
            int listed = grouping.GetProperty("rows").GetInt32() - (grouping.GetProperty("rest").GetBoolean() ? 1 : 0);
            List<Row> rows = [];
            for (int index = 0; index < grouping.GetProperty("rows").GetInt32(); index++)
            {
                string? name = index < listed ? string.Join(", ", names.Skip(index * parts).Take(parts).Select(part => part ?? "(none)")) : null;
                rows.Add(ReadRow(name, light, count > 0, extras));
            }

            family.Groupings[string.Join(',', grouping.GetProperty("by").EnumerateArray().Select(by => by.GetString()))] = rows;
        }

        return family;
    }

    private Row ReadRow(string? name, bool[] light, bool hasAxis, int extras)
    {
        long[]?[] cells = [];
        long width = 0;
        if (hasAxis)
        {
            width = Next();
            bool isFull = Next() == 1;
            int count = (int)Next();
            _ = Take(count);
            cells = [.. light.Select(isLight => isFull || isLight ? Take(count) : null)];
        }

        return new Row(name, width, cells, Take(light.Length), Take(extras));
    }

    private long Latency()
    {
        int buckets = (int)Next();
        long count = 0;
        _ = buckets > 0 ? Take(2) : [];
        for (int index = 0; index < buckets; index++)
        {
            _ = Next();
            count += Next();
        }

        return count;
    }

    private long[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private long Next()
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte one = _numbers[_at++];
            value |= (long)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }
    }

    internal sealed record Family(JsonElement Json, string[] Measures, Dictionary<string, List<Row>> Groupings)
    {
        public DateTime Start { get; set; }

        public int Step { get; set; }

        public long[][] Series { get; set; } = [];

        public long[] Latency { get; set; } = [];

        public long Total(string measure) => Json.GetProperty("total").GetProperty(measure).GetInt64();

        public long[] Of(string measure) => Series[Array.IndexOf(Measures, measure)];
    }

    internal sealed record Row(string? Name, long Width, long[]?[] Cells, long[] Values, long[] Extras);
}
