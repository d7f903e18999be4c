using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace LogStats.PowerShell.Tests.Scenarios;

/// <summary>The temporary folder a scenario runs in; {dir} in its texts means this folder.</summary>
internal sealed class ScenarioFolder : IDisposable
{
    internal ScenarioFolder() => Path = Directory.CreateTempSubdirectory("logstats-scenario-").FullName;

    internal string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal string Substitute(string text) => text.Replace("{dir}", Path, StringComparison.Ordinal);

    internal string PathOf(string name) => System.IO.Path.Combine(Path, name);

    internal void Write(string name, JsonElement content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Bytes(content));
    }

    /// <summary>A text, an array of lines, or an object that says how the bytes are made.</summary>
    internal static byte[] Bytes(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Object)
        {
            return Encoding.UTF8.GetBytes(Text(content));
        }

        JsonProperty form = content.EnumerateObject().Single();
        return form.Name switch
        {
            "gzip" => Gzip(Bytes(form.Value)),
            "base64" => form.Value.GetBytesFromBase64(),
            "copy" => File.ReadAllBytes(System.IO.Path.Combine(ScenarioCatalog.Root, form.Value.GetString()!)),
            _ => throw new InvalidDataException($"A file cannot be made by '{form.Name}'."),
        };
    }

    internal static string Text(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? string.Concat(content.EnumerateArray().Select(line => line.GetString() + "\n"))
        : content.GetString()!;

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
