using System.Text.RegularExpressions;

namespace LogStats.Build.Help.Read;

/// <summary>
/// Reads the YAML that help pages use: maps, lists, lists of maps, quoted and plain scalars, and [a, b] on one line.
/// Anything else is an error at its line rather than a guess.
/// </summary>
internal sealed partial class YamlReader
{
    private readonly string _file;
    private readonly List<MarkdownLine> _lines;
    private int _next;

    private YamlReader(string file, IEnumerable<MarkdownLine> lines)
    {
        _file = file;
        _lines = [.. lines.Where(static line => !line.IsBlank && !line.Text.TrimStart().StartsWith('#'))];
    }

    public static IReadOnlyDictionary<string, YamlNode> Read(string file, IEnumerable<MarkdownLine> lines)
    {
        YamlReader reader = new(file, lines);
        if (reader._lines.Count == 0)
        {
            return new Dictionary<string, YamlNode>();
        }

        YamlNode root = reader.ReadMap(reader._lines[0].Indent);
        return reader._next == reader._lines.Count
            ? root.Map!
            : throw reader.Error(reader._lines[reader._next], "unexpected indentation");
    }

    private YamlNode ReadMap(int indent)
    {
        int first = _lines[_next].Number;
        Dictionary<string, YamlNode> map = new(StringComparer.OrdinalIgnoreCase);
        while (_next < _lines.Count && _lines[_next].Indent == indent && !IsItem(_lines[_next]))
        {
            MarkdownLine line = _lines[_next++];
            Match entry = Entry().Match(line.Text);
            if (!entry.Success)
            {
                throw Error(line, $"'{line.Text.Trim()}' is not 'key: value'");
            }

            string key = entry.Groups["key"].Value;
            string value = entry.Groups["value"].Value;
            if (!map.TryAdd(key, value.Length > 0 ? YamlScalar.Read(_file, line.Number, value) : ReadBelow(line)))
            {
                throw Error(line, $"'{key}' is given twice");
            }
        }

        return new YamlNode(first) { Map = map };
    }

    // A list may stand at the indentation of its key; a map may not.
    private YamlNode ReadBelow(MarkdownLine key)
    {
        if (_next < _lines.Count)
        {
            MarkdownLine below = _lines[_next];
            if (IsItem(below) && below.Indent >= key.Indent)
            {
                return ReadList(below.Indent);
            }

            if (below.Indent > key.Indent)
            {
                return ReadMap(below.Indent);
            }
        }

        return new YamlNode(key.Number) { Scalar = "" };
    }

    private YamlNode ReadList(int indent)
    {
        int first = _lines[_next].Number;
        List<YamlNode> items = [];
        while (_next < _lines.Count && _lines[_next].Indent == indent && IsItem(_lines[_next]))
        {
            MarkdownLine line = _lines[_next];
            string rest = line.Text[(indent + 1)..].TrimStart();
            if (Entry().IsMatch(rest))
            {
                // "- Name: x" starts a map whose other keys stand below "Name".
                MarkdownLine shifted = line with { Text = rest.PadLeft(line.Text.Length) };
                _lines[_next] = shifted;
                items.Add(ReadMap(shifted.Indent));
            }
            else
            {
                _next++;
                items.Add(YamlScalar.Read(_file, line.Number, rest));
            }
        }

        return new YamlNode(first) { Items = items };
    }

    private static bool IsItem(MarkdownLine line) => line.Text.TrimStart() is "-" ||
        line.Text.TrimStart().StartsWith("- ", StringComparison.Ordinal);

    private HelpPageException Error(MarkdownLine line, string message) => new(_file, line.Number, message);

    [GeneratedRegex("""^\s*(?<key>[\w][\w. -]*?)\s*:(?:\s+(?<value>.*))?$""")]
    private static partial Regex Entry();
}
