using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace LogStats.Archive;

/// <summary>What is in a file of received lines that is closed for good; stands beside it as <c>NAME.json</c>.</summary>
public sealed record PartManifest
{
    private const int MostBytes = 16_384;
    private const string TimeForm = "yyyy-MM-ddTHH:mm:ss";

    public required string Name { get; init; }

    public required string Source { get; init; }

    /// <summary>The stretch of time that it holds, as in its name: <c>25112910_00-19</c>.</summary>
    public required string Window { get; init; }

    /// <summary>From 1: lines that came late opened another.</summary>
    public int Part { get; init; } = 1;

    public required long Lines { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Of all its bytes, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The earliest time of its lines, as they write it; null where none has one.</summary>
    public DateTime? First { get; init; }

    public DateTime? Last { get; init; }

    internal byte[] Write()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteString("source", Source);
            json.WriteString("window", Window);
            json.WriteNumber("part", Part);
            json.WriteNumber("lines", Lines);
            json.WriteNumber("bytes", Bytes);
            json.WriteString("sha256", Sha256);
            json.WriteString("first", First?.ToString(TimeForm, CultureInfo.InvariantCulture));
            json.WriteString("last", Last?.ToString(TimeForm, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>Null where it is none that a receiver wrote: what cannot be understood is left alone.</summary>
    internal static PartManifest? Read(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            return Read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The same of an open file.</summary>
    internal static PartManifest? Read(SafeFileHandle file)
    {
        try
        {
            long length = RandomAccess.GetLength(file);
            if (length > MostBytes)
            {
                return null;
            }

            byte[] text = new byte[length];
            int read = 0;
            for (int count = -1; count != 0 && read < text.Length; read += count)
            {
                count = RandomAccess.Read(file, text.AsSpan(read), read);
            }

            using JsonDocument json = JsonDocument.Parse(text.AsMemory(0, read));
            return Read(json.RootElement);
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            return null;
        }
    }

    private static PartManifest? Read(JsonElement json)
    {
        PartManifest manifest = new()
        {
            Name = Text(json, "name"),
            Source = Text(json, "source"),
            Window = Text(json, "window"),
            Part = json.GetProperty("part").GetInt32(),
            Lines = json.GetProperty("lines").GetInt64(),
            Bytes = json.GetProperty("bytes").GetInt64(),
            Sha256 = Text(json, "sha256"),
            First = Time(json, "first"),
            Last = Time(json, "last"),
        };
        return ArchiveLayout.IsFile(manifest.Name) && ArchiveLayout.IsSource(manifest.Source) && manifest is { Part: > 0, Lines: >= 0, Bytes: >= 0 }
            && manifest.Sha256.Length == 64 && manifest.Sha256.All(char.IsAsciiHexDigitLower) ? manifest : null;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static DateTime? Time(JsonElement json, string name)
        => json.GetProperty(name).GetString() is string text ? DateTime.ParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None) : null;
}
