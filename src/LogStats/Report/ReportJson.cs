using System.Globalization;
using System.Text.Json;
using LogStats.Scan;

namespace LogStats.Report;

/// <summary>The data of a report as JSON; <c>docs/reports.md</c> says what each name means.</summary>
internal static class ReportJson
{
    public const string Format = "logstats-report";

    public const int Version = 1;

    /// <summary>Rows of all groupings together.</summary>
    private const int MostRows = 12_000;

    /// <summary>What groups may take by time, before it is packed.</summary>
    private const long GroupBytes = 520_000;

    public static byte[] Write(ReportOptions options, DateTimeOffset now, IReadOnlyList<ScanInput> inputs, IReadOnlyList<ReportFamily> families)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            ReportNumbers numbers = new();
            ReportTexts texts = new();
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("program", $"LogStats {typeof(ReportJson).Assembly.GetName().Version?.ToString(3)}");
            json.WriteString("title", TitleOf(options, inputs));
            json.WriteString("generated", now);
            json.WriteString("theme", options.Theme.ToString().ToLowerInvariant());
            if (options.Took is { } took)
            {
                json.WriteNumber("took", Math.Round(took.TotalSeconds, 2));
            }

            if (options.Refresh is { } refresh)
            {
                json.WriteNumber("refresh", Math.Max(1, Math.Round(refresh.TotalSeconds)));
            }

            WriteInputs(json, inputs);
            json.WriteStartArray("families");
            foreach (ReportFamily family in families)
            {
                new ReportFamilyJson(json, numbers, texts, family).Write(MostRows / families.Count, GroupBytes / families.Count);
            }

            json.WriteEndArray();
            json.WriteString("numbers", ReportNumbers.Pack(numbers.Written));
            json.WriteString("texts", ReportNumbers.Pack(texts.Written()));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public static string TitleOf(ReportOptions options, IReadOnlyList<ScanInput> inputs) => options.Title is { Length: > 0 } title ? title
        : inputs.Count switch
        {
            0 => "Logs",
            1 => Path.GetFileName(inputs[0].Path) is { Length: > 0 } name ? name : inputs[0].Path,
            _ => string.Create(CultureInfo.InvariantCulture, $"{inputs.Count} logs"),
        };

    public static void WriteLines(Utf8JsonWriter json, ScanCounts lines)
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
            json.WriteBoolean("skipped", reason.Reason.IsSkip);
            json.WriteNumber("count", reason.Count);
            json.WriteNumber("offset", reason.FirstOffset);
            json.WriteString("first", reason.FirstText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInputs(Utf8JsonWriter json, IReadOnlyList<ScanInput> inputs)
    {
        json.WriteStartArray("inputs");
        foreach (ScanInput input in inputs)
        {
            json.WriteStartObject();
            json.WriteString("path", input.Path);
            json.WriteString("kind", input.Kind);
            WriteLines(json, input.Lines);
            WriteTime(json, "first", input.Span.First);
            WriteTime(json, "last", input.Span.Last);
            WriteTime(json, "silentFrom", input.Span.SilentFrom);
            WriteTime(json, "silentTo", input.Span.SilentTo);
            json.WriteString("fault", input.Fault);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
