using System.Text;
using System.Text.Json;

namespace LogStats.PgBouncer.Settings;

/// <summary>On which line of a JSON file each key stands, by the keys above it: <c>file.regexp.iterLines</c>.</summary>
internal static class JsonPlaces
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static List<(string Path, int Line)> Of(byte[] json)
    {
        List<(string, int)> places = [];
        List<string> above = [];
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                int depth = reader.CurrentDepth;
                above.RemoveRange(Math.Min(depth - 1, above.Count), Math.Max(0, above.Count - (depth - 1)));
                above.Add(reader.GetString()!);
                int line = 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
                places.Add((string.Join('.', above), line));
            }
        }

        return places;
    }

    /// <summary>The bytes of the text, without a mark of the byte order.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
}
