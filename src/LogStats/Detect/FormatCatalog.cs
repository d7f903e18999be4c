using System.Text.Json;
using LogStats.Faults;

namespace LogStats.Detect;

/// <summary>All formats that are known: one JSON file a family, its samples inside.</summary>
public static class FormatCatalog
{
    private static readonly Lazy<IReadOnlyList<LogFormat>> s_all = new(ReadAll);

    public static IReadOnlyList<LogFormat> All => s_all.Value;

    /// <exception cref="LogStatsException">There is no format of this name.</exception>
    public static LogFormat Find(string name)
        => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Fail.FormatName(name, All.Select(format => format.Name));

    private static List<LogFormat> ReadAll()
    {
        List<LogFormat> all = [];
        foreach (string name in typeof(FormatCatalog).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith("Formats/", StringComparison.Ordinal))
            {
                using Stream file = typeof(FormatCatalog).Assembly.GetManifestResourceStream(name)!;
                using JsonDocument document = JsonDocument.Parse(file);
                all.AddRange(Read(document.RootElement));
            }
        }

        return all;
    }

    private static IEnumerable<LogFormat> Read(JsonElement file)
    {
        foreach (JsonElement format in file.GetProperty("formats").EnumerateArray())
        {
            yield return new LogFormat
            {
                Kind = file.GetProperty("kind").GetString()!,
                Name = format.GetProperty("name").GetString()!,
                Description = format.GetProperty("description").GetString()!,
                Envelope = format.TryGetProperty("envelope", out JsonElement envelope) ? envelope.GetString() : null,
                Samples = [.. format.GetProperty("samples").EnumerateArray().Select(sample => sample.GetString()!)],
            };
        }
    }
}
