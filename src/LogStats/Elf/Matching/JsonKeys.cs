using System.Numerics;
using System.Text;

namespace LogStats.Elf.Matching;

/// <summary>
/// Finds the values of a few keys in a line that is one JSON object. A value is where it stands in the line. Only where
/// one has an escape is the line copied, into a buffer that is used again, and the escape undone there. Of a key that is
/// there twice the last value counts, of an array the first element.
/// </summary>
internal sealed class JsonKeys
{
    private readonly JsonKeyNode _root = new();
    private readonly FieldRange[] _values;
    private byte[] _copy = [];
    private bool _isCopied;

    /// <param name="keys">Each once.</param>
    public JsonKeys(IReadOnlyList<string> keys)
    {
        _values = new FieldRange[keys.Count];
        for (int number = 0; number < keys.Count; number++)
        {
            _root.Add(Encoding.UTF8.GetBytes(keys[number]), number);
        }
    }

    /// <summary>Where the value of a key stands; empty where it is not there, or has no value, or is an object.</summary>
    public FieldRange this[int key] => _values[key];

    /// <summary>False where the line is not one whole object from there on.</summary>
    /// <param name="line">The line.</param>
    /// <param name="from">Where the object begins.</param>
    /// <param name="bytes">What the values stand in: the line, or its copy, which lives until the next line is read.</param>
    public bool Read(ReadOnlySpan<byte> line, int from, out ReadOnlySpan<byte> bytes)
    {
        Array.Clear(_values);
        _isCopied = false;
        JsonCursor cursor = new(line, from);
        bool isWhole = cursor.Take((byte)'{') && Members(line, ref cursor, _root, level: 1) && cursor.IsAtEnd;
        bytes = _isCopied ? _copy.AsSpan(0, line.Length) : line;
        return isWhole;
    }

    /// <summary>The rest of an object, from behind its brace.</summary>
    private bool Members(ReadOnlySpan<byte> line, scoped ref JsonCursor cursor, JsonKeyNode node, int level)
    {
        while (true)
        {
            cursor.SkipCommas();
            if (cursor.Take((byte)'}'))
            {
                return true;
            }

            if (!cursor.TryString(out FieldRange name, out bool isEscaped))
            {
                return false;
            }

            cursor.SkipBlanks();
            if (!cursor.Take((byte)':'))
            {
                return false;
            }

            cursor.SkipBlanks();
            JsonKeyNode? found = node.Find(isEscaped ? Unescaped(line, ref name) : name.Of(line));
            bool isRead = found is null ? cursor.TrySkip(isInArray: false, level) : Value(line, ref cursor, found, isInArray: false, level);
            if (!isRead)
            {
                return false;
            }

            cursor.SkipBlanks();
            if (cursor.Next is not ((byte)',' or (byte)'}'))
            {
                return false;
            }
        }
    }

    private bool Value(ReadOnlySpan<byte> line, scoped ref JsonCursor cursor, JsonKeyNode node, bool isInArray, int level)
    {
        FieldRange value = default;
        bool isRead;
        switch (cursor.Next)
        {
            case (byte)'"':
                isRead = cursor.TryString(out value, out bool isEscaped);
                if (isRead && isEscaped && node.Key >= 0)
                {
                    Unescaped(line, ref value);
                }

                break;
            case (byte)'{' when level < JsonCursor.DeepestLevel && node.HasChildren:
                cursor.Take((byte)'{');
                isRead = Members(line, ref cursor, node, level + 1);
                break;
            case (byte)'[' when level < JsonCursor.DeepestLevel:
                cursor.Take((byte)'[');
                cursor.SkipBlanks();
                return Value(line, ref cursor, node, isInArray: true, level + 1) && cursor.TrySkipRest(isObject: false, level + 1);
            case (byte)'{' or (byte)'[':
                isRead = cursor.TrySkip(isInArray, level);
                break;
            default:
                isRead = cursor.TryBare(isInArray, out value);
                value = value.Of(line).SequenceEqual("null"u8) ? default : value;
                break;
        }

        if (node.Key >= 0)
        {
            _values[node.Key] = value;
        }

        return isRead;
    }

    /// <summary>The text without its escapes, and where it ends then.</summary>
    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> line, ref FieldRange range)
    {
        if (!_isCopied)
        {
            if (_copy.Length < line.Length)
            {
                _copy = new byte[BitOperations.RoundUpToPowerOf2((uint)line.Length)];
            }

            line.CopyTo(_copy);
            _isCopied = true;
        }

        Span<byte> text = _copy.AsSpan(range.Start, range.Length);
        range = new FieldRange(range.Start, JsonText.Unescape(text));
        return text[..range.Length];
    }
}
