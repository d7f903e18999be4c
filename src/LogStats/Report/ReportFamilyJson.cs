using System.Text.Json;
using LogStats.Tally;

namespace LogStats.Report;

/// <summary>One family in the data of a report: what its numbers are called, and where they are in the packed blocks.</summary>
internal sealed class ReportFamilyJson(Utf8JsonWriter json, ReportNumbers numbers, ReportTexts texts, ReportFamily family)
{
    private readonly ReportShape _shape = family.Shape;

    public void Write(int mostRows, long bytes)
    {
        TimeCells? cells = Cells();
        ReportAxis? axis = cells is null ? null : ReportAxis.Of(cells, family.Zone ?? 0, Counting());
        ReportRow total = new(_shape, [], family.Total.IsEmpty ? null : family.Total.Summary, cells);
        List<ReportRows> tables = Tables(axis, mostRows);
        if (family.Total.IsEmpty && tables.Count > 0)
        {
            foreach (ReportRow row in tables[0].Rows)
            {
                AddTo(total.Values, row.Values);
            }
        }

        json.WriteStartObject();
        json.WriteString("kind", family.Name);
        json.WriteString("title", _shape.Title);
        json.WriteString("latencyTitle", _shape.LatencyTitle);
        ReportJson.WriteLines(json, family.Lines);
        WriteShape();
        Total(total);
        if (axis is { } known)
        {
            Axis(known);
            Series(known, total);
            Latencies(known);
        }

        WriteTables(tables, bytes);
        json.WriteEndObject();
        Summaries();
    }

    private static void AddTo(long[] sums, long[] values)
    {
        for (int index = 0; index < sums.Length; index++)
        {
            sums[index] += values[index];
        }
    }

    /// <summary>The measure that counts records.</summary>
    private int Counting()
    {
        int index = 0;
        while (index < _shape.Measures.Count - 1 && _shape.Measures[index].Unit != "count")
        {
            index++;
        }

        return index;
    }

    /// <summary>All there is by time: of the sums of all, else of the grouping that is kept most closely.</summary>
    private TimeCells? Cells()
    {
        if (family.Total.Cells is { } cells)
        {
            return cells;
        }

        ReportGrouping? closest = family.Groupings.Where(static grouping => grouping.Groups.Any(static group => group.Cells is not null))
            .MinBy(static grouping => grouping.Groups.Count);
        TimeCells? all = null;
        foreach (TimeCells some in closest?.Groups.Append(closest.Rest).Select(static group => group.Cells).OfType<TimeCells>() ?? [])
        {
            (all ??= new TimeCells(_shape.Measures.Count)).Merge(some);
        }

        return all;
    }

    /// <summary>As the shape orders them; what it does not know comes last. None has so many rows that others have none.</summary>
    private List<ReportRows> Tables(ReportAxis? axis, int mostRows)
    {
        List<ReportGrouping> groupings = [.. family.Groupings.OrderBy(PlaceOf)];
        int most = mostRows;
        while (groupings.Sum(grouping => Math.Min(most, grouping.Groups.Count)) > mostRows)
        {
            most = most * 9 / 10;
        }

        return [.. groupings.Select(grouping => new ReportRows(family, grouping, axis, most)).Where(static table => table.Tells)];
    }

    private int PlaceOf(ReportGrouping grouping)
    {
        ReportTop? top = TopOf(grouping.By);
        return top is null ? int.MaxValue : _shape.Tops.ToList().IndexOf(top);
    }

    private ReportTop? TopOf(IReadOnlyList<string> by) => _shape.Tops.FirstOrDefault(top => top.By.SequenceEqual(by));

    private void WriteShape()
    {
        json.WriteStartArray("measures");
        foreach (ReportMeasure measure in _shape.Measures)
        {
            json.WriteStartObject();
            json.WriteString("name", measure.Name);
            json.WriteString("label", measure.Label);
            json.WriteString("unit", measure.Unit);
            json.WriteBoolean("light", measure.IsLight);
            json.WriteBoolean("hidden", measure.IsHidden);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ratios");
        foreach (ReportRatio ratio in _shape.Ratios)
        {
            json.WriteStartObject();
            json.WriteString("label", ratio.Label);
            json.WriteString("unit", ratio.Unit);
            json.WriteString("of", ratio.Of);
            json.WriteString("by", ratio.By);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("extras");
        foreach (ReportExtra extra in _shape.Extras)
        {
            json.WriteStartObject();
            json.WriteString("name", extra.Name);
            json.WriteString("label", extra.Label);
            json.WriteString("unit", extra.Unit);
            json.WriteString("chart", extra.Chart);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("charts");
        foreach (ReportChart chart in _shape.Charts)
        {
            json.WriteStartObject();
            json.WriteString("title", chart.Title);
            json.WriteString("form", chart.Form);
            Strings("series", chart.Series);
            Strings("by", chart.By ?? []);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Strings(string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private void Total(ReportRow total)
    {
        json.WriteStartObject("total");
        for (int index = 0; index < total.Values.Length; index++)
        {
            json.WriteNumber(_shape.Measures[index].Name, total.Values[index]);
        }

        for (int index = 0; index < total.Extras.Length; index++)
        {
            if (total.Extras[index] is { } extra)
            {
                json.WriteNumber(_shape.Extras[index].Name, extra);
            }
        }

        json.WriteEndObject();
    }

    private void Axis(ReportAxis axis)
    {
        json.WriteStartObject("axis");
        json.WriteString("start", new DateTime(axis.Start * TimeSpan.TicksPerMinute, DateTimeKind.Utc));
        json.WriteNumber("step", axis.Step);
        json.WriteNumber("count", axis.Count);
        json.WriteNumber("zone", axis.Zone);
        json.WriteEndObject();
    }

    private void Series(ReportAxis axis, ReportRow total)
    {
        long[][] slots = [.. Enumerable.Range(0, axis.Count).Select(_ => new long[_shape.Measures.Count])];
        TimeCells cells = total.Cells!;
        for (int index = 0; index < cells.Count; index++)
        {
            int slot = axis.SlotOf(cells.Time(index));
            if (slot < axis.Count)
            {
                for (int measure = 0; measure < _shape.Measures.Count; measure++)
                {
                    slots[slot][measure] += cells.Values(index)[measure];
                }
            }
        }

        for (int measure = 0; measure < _shape.Measures.Count; measure++)
        {
            foreach (long[] slot in slots)
            {
                numbers.Add(slot[measure]);
            }
        }
    }

    private void Latencies(ReportAxis axis)
    {
        if (family.Latencies.Stretches.Count > 0)
        {
            json.WriteNumber("latencyBits", ReportLatencies.Write(numbers, axis, family.Latencies));
        }
    }

    private void WriteTables(List<ReportRows> tables, long bytes)
    {
        Fit(tables, bytes);
        json.WriteStartArray("groupings");
        for (int index = 0; index < tables.Count; index++)
        {
            ReportRows table = tables[index];
            ReportTop? top = TopOf(table.By);
            json.WriteStartObject();
            json.WriteString("title", top?.Title ?? $"By {string.Join(", ", table.By)}");
            Strings("by", table.By);
            json.WriteBoolean("mix", top?.IsMix ?? false);
            json.WriteString("parent", top?.Parent);
            json.WriteNumber("rows", table.Rows.Count);
            json.WriteBoolean("rest", table.HasRest);
            json.WriteNumber("folded", table.Folded);
            json.WriteEndObject();
            table.Write(numbers);
            texts.AddNames(table.HasRest ? [.. table.Rows.SkipLast(1)] : table.Rows);
        }

        json.WriteEndArray();
    }

    /// <summary>What small groupings do not need is for large ones.</summary>
    private static void Fit(List<ReportRows> tables, long bytes)
    {
        foreach (ReportRows table in tables)
        {
            table.Fit(long.MaxValue);
        }

        int left = tables.Count;
        foreach (ReportRows table in tables.OrderBy(static table => table.Size))
        {
            table.Fit(bytes / left--);
            bytes -= table.Size;
        }
    }

    private void Summaries()
    {
        if (!family.Total.IsEmpty)
        {
            texts.Add(family.Name, family.Total.Summary);
        }

        foreach (ReportGrouping grouping in family.Groupings)
        {
            foreach (ReportGroup group in grouping.Groups.Append(grouping.Rest).Where(static group => !group.IsEmpty))
            {
                texts.Add(family.Name, group.Summary);
            }
        }
    }
}
