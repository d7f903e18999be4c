using System.Text.Json;
using LogStats.Agent.Inputs;
using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Sinks.Json;

namespace LogStats.Agent.Reports;

/// <summary>Statistics as JSON: one document for each family of logs, which is one for nearly everybody.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JsonLineEncoder.Shared };

    public static void Write(Stream stream, IReadOnlyList<LogReport> reports, IReadOnlyList<InputAccount> accounts, int? top)
    {
        foreach (LogReport report in reports)
        {
            using Utf8JsonWriter json = new(stream, s_options);
            json.WriteStartObject();
            json.WriteString("kind", report.Kind);
            json.WriteStartArray("files");
            foreach (InputAccount account in accounts.Where(account => account.Kind == report.Kind))
            {
                json.WriteStringValue(account.Path);
            }

            json.WriteEndArray();
            WriteLines(json, report.Lines);
            RowJson rows = new(json);
            json.WritePropertyName("total");
            rows.Write(report.Total);
            WritePatterns(json, report.Total);
            WriteGroups(json, rows, report.Tables, top);
            json.WriteEndObject();
            json.Flush();
            stream.Write("\n"u8);
        }
    }

    private static void WriteLines(Utf8JsonWriter json, ScanCounts lines)
    {
        json.WriteStartObject("lines");
        json.WriteNumber("read", lines.Read);
        json.WriteNumber("records", lines.Records);
        json.WriteNumber("skipped", lines.Skipped);
        json.WriteNumber("rejected", lines.Rejected);
        json.WriteNumber("bytes", lines.Bytes);
        json.WriteStartArray("reasons");
        foreach (ReasonCount reason in lines.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("id", reason.Reason.Id);
            json.WriteString("text", reason.Reason.Text);
            json.WriteNumber("count", reason.Count);
            json.WriteBoolean("skipped", reason.Reason.IsSkip);
            json.WriteString("first", reason.FirstText);
            json.WriteNumber("offset", reason.FirstOffset);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Only where some were asked for.</summary>
    private static void WritePatterns(Utf8JsonWriter json, IRow total)
    {
        if (total is not ElfSummary { Patterns: { Count: > 0 } patterns })
        {
            return;
        }

        json.WriteStartArray("patterns");
        foreach (ElfPatternCount pattern in patterns)
        {
            json.WriteStartObject();
            json.WriteString("Name", pattern.Name);
            json.WriteNumber("Total", pattern.Total);
            json.WriteNumber("Distinct", pattern.Distinct);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter json, RowJson rows, IReadOnlyList<ReportTable> tables, int? top)
    {
        json.WriteStartArray("groups");
        foreach (ReportTable table in tables)
        {
            json.WriteStartObject();
            json.WriteStartArray("by");
            foreach (string name in table.By)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (IRow row in ReportRows.Top(table, top))
            {
                rows.Write(row);
            }

            json.WriteEndArray();
            json.WriteNumber("folded", table.Folded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
