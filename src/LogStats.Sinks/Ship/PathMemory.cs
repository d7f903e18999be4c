using System.Text;
using System.Text.Json;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>
/// What is kept of a path beside its position: where its file was begun, and which files stood there before, so that they can be
/// found again should the receiver turn out to miss lines of them.
/// </summary>
internal sealed class PathMemory
{
    private readonly List<(FollowPosition End, long Begin)> _earlier = [];
    private string? _text;
    private long _begin;

    /// <summary>Nothing was kept of it, and none of its files was looked for at the receiver yet.</summary>
    public bool IsFresh { get; set; } = true;

    /// <summary>The number of the file of the position that was kept; -1 for none.</summary>
    public long Number { get; set; } = -1;

    public IReadOnlyList<(FollowPosition End, long Begin)> Earlier => _earlier;

    /// <summary>A file was read to its end. Gives the one that is forgotten for it, or null.</summary>
    public string? Add(FollowPosition end, long begin)
    {
        _text = null;
        _ = _earlier.RemoveAll(one => one.End.FileId == end.FileId);
        _earlier.Add((end, begin));
        if (_earlier.Count <= ShipDefaults.EarlierFiles)
        {
            return null;
        }

        string forgotten = _earlier[0].End.FileId;
        _earlier.RemoveAt(0);
        return forgotten;
    }

    public void Forget(string file) => _text = _earlier.RemoveAll(one => one.End.FileId == file) > 0 ? null : _text;

    /// <param name="begin">Where the file that is read now was begun.</param>
    public string Text(long begin)
    {
        if (_text is null || _begin != begin)
        {
            (_text, _begin) = (Write(begin), begin);
        }

        return _text;
    }

    /// <summary>What was kept; whatever cannot be read of it is as if it had not been there, because the receiver knows more anyway.</summary>
    public static PathMemory Parse(string? text, string path, out long begin)
    {
        PathMemory memory = new();
        begin = 0;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text ?? "{}");
            JsonElement root = json.RootElement;
            begin = root.TryGetProperty("begin", out JsonElement at) ? at.GetInt64() : 0;
            foreach (JsonElement one in root.TryGetProperty("earlier", out JsonElement list) ? list.EnumerateArray() : default)
            {
                memory._earlier.Add((Read(one, path), one.GetProperty("begin").GetInt64()));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            memory._earlier.Clear();
        }

        return memory;
    }

    private string Write(long begin)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteNumber("begin", begin);
            json.WriteStartArray("earlier");
            foreach ((FollowPosition end, long first) in _earlier)
            {
                json.WriteStartObject();
                json.WriteString("id", end.FileId);
                json.WriteNumber("number", end.Number);
                json.WriteNumber("begin", first);
                json.WriteNumber("end", end.Offset);
                json.WriteNumber("device", end.Identity.Device);
                json.WriteNumber("inode", end.Identity.Number);
                json.WriteNumber("birth", end.Identity.Birth);
                json.WriteNumber("front", end.Front.Length);
                json.WriteNumber("hash", end.Front.Hash);
                json.WriteNumber("written", end.LastWrite.UtcTicks);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static FollowPosition Read(JsonElement one, string path) => new()
    {
        Path = path,
        FileId = one.GetProperty("id").GetString() ?? "",
        Number = one.GetProperty("number").GetInt64(),
        Offset = one.GetProperty("end").GetInt64(),
        Identity = new FileIdentity(one.GetProperty("device").GetInt64(), one.GetProperty("inode").GetInt64(), one.GetProperty("birth").GetInt64()),
        Front = new FilePrint(one.GetProperty("front").GetInt32(), one.GetProperty("hash").GetInt64()),
        LastWrite = new DateTimeOffset(one.GetProperty("written").GetInt64(), TimeSpan.Zero),
        IsFinished = true,
    };
}
