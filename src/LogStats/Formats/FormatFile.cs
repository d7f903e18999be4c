using System.Text.Encodings.Web;
using System.Text.Json;
using LogStats.Faults;

namespace LogStats.Formats;

/// <summary>A JSON file of formats: read whole and strictly, because a misspelt key would go unnoticed; written whole or not
/// at all.</summary>
internal static class FormatFile
{
    public const string Extension = ".json";

    private const int LargestFile = 1 << 20;
    private const int LongestName = 64;

    private static readonly JsonDocumentOptions s_reading
        = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonWriterOptions s_writing
        = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="LogStatsException">It cannot be opened, or is not such a file.</exception>
    public static IReadOnlyList<LogFormat> Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = new FileInfo(path).Length <= LargestFile ? File.ReadAllBytes(path)
                : throw Fail.FormatFile(path, "it is larger than a file of formats can be");
        }
        catch (FileNotFoundException)
        {
            throw Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }

        return Parse(bytes, path, path);
    }

    /// <param name="bytes">The file.</param>
    /// <param name="name">How an error calls it.</param>
    /// <param name="path">Where it is, for the formats; null for a built-in one.</param>
    public static IReadOnlyList<LogFormat> Parse(ReadOnlyMemory<byte> bytes, string name, string? path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, s_reading);
            return [.. new FormatFileReader(name, path).Read(document.RootElement)];
        }
        catch (JsonException error)
        {
            throw Fail.FormatFile(name, $"it is not JSON, see line {error.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape: no text can hold it.
            throw Fail.FormatFile(name, "it holds text that is no Unicode");
        }
    }

    /// <exception cref="LogStatsException">It is no name for a file, or one that is built in.</exception>
    public static void CheckName(string name)
    {
        if (!IsName(name))
        {
            throw Fail.Value("name", name, $"1 to {LongestName} letters, digits, dots, hyphens and underscores");
        }

        if (BuiltInFormats.Has(name))
        {
            throw Fail.Value("name", name, "a name of its own; this one is built in");
        }
    }

    public static bool IsName(string name) => name.Length is > 0 and <= LongestName
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>Another program sees the old file or the new one and nothing between.</summary>
    public static void Write(string path, IReadOnlyList<LogFormat> formats)
    {
        string fresh = Path.Join(Path.GetDirectoryName(path), $".{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                using (FileStream file = new(fresh, FileMode.CreateNew, FileAccess.Write))
                {
                    using (Utf8JsonWriter writer = new(file, s_writing))
                    {
                        Write(writer, formats);
                    }

                    file.Flush(flushToDisk: true);
                }

                File.Move(fresh, path, overwrite: true);
            }
            finally
            {
                File.Delete(fresh);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<LogFormat> formats)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", formats[0].Kind);
        writer.WriteStartArray("formats");
        foreach (LogFormat format in formats)
        {
            writer.WriteStartObject();
            writer.WriteString("name", format.Name);
            writer.WriteString("description", format.Description);
            Write(writer, "envelope", format.Envelope);
            Write(writer, "dialect", format.Dialect);
            Write(writer, "pattern", format.Pattern);
            Write(writer, "escape", format.Escape);
            if (format.Fields.Count > 0)
            {
                writer.WriteStartObject("fields");
                foreach ((string field, IReadOnlyList<string> keys) in format.Fields)
                {
                    Write(writer, field, keys);
                }

                writer.WriteEndObject();
            }

            if (format.Units.Count > 0)
            {
                writer.WriteStartObject("units");
                foreach ((string key, string unit) in format.Units)
                {
                    writer.WriteString(key, unit);
                }

                writer.WriteEndObject();
            }

            Write(writer, "samples", format.Samples);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
