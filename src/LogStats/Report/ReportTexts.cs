using System.Text.Encodings.Web;
using System.Text.Json;
using LogStats.Sinks;

namespace LogStats.Report;

/// <summary>
/// The texts of a report: the names of its groups, and the state of its summaries, so that they can be read back. As many
/// states are kept as there is room for, the sums of all first, then the heaviest groups.
/// </summary>
internal sealed class ReportTexts
{
    private const int MostState = 200_000;

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<IReadOnlyList<ReportRow>> _names = [];
    private readonly List<(string Kind, SummaryKey Key, string State)> _summaries = [];
    private int _length;

    /// <summary>How many summaries there was no room for.</summary>
    public long LeftOut { get; private set; }

    public void AddNames(IReadOnlyList<ReportRow> rows) => _names.Add(rows);

    public void Add(string kind, ISummary summary)
    {
        if (_length > MostState)
        {
            LeftOut++;
            return;
        }

        string state = summary.GetState();
        _length += state.Length;
        _summaries.Add((kind, summary.GetKey(), state));
    }

    public byte[] Written()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, s_plain))
        {
            json.WriteStartObject();
            json.WriteStartArray("names");
            foreach (IReadOnlyList<ReportRow> rows in _names)
            {
                json.WriteStartArray();
                foreach (string? part in rows.SelectMany(static row => row.Parts))
                {
                    json.WriteStringValue(part);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("summaries");
            foreach ((string kind, SummaryKey key, string state) in _summaries)
            {
                json.WriteStartObject();
                json.WriteString("kind", kind);
                if (key.Source is { } source)
                {
                    json.WriteString("source", source.ToString(System.Globalization.CultureInfo.InvariantCulture));
                }

                json.WriteString("window", key.Window);
                json.WriteString("group", key.Group);
                json.WriteNumber("lines", key.Lines);
                json.WriteString("state", state);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("leftOut", LeftOut);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
