using System.Buffers;

namespace LogStats.Elf.Matching;

/// <summary>
/// Walks over the text of one JSON object, forgiving what servers write that is not quite JSON: a value that is missing,
/// a comma too many, a list without brackets, an escape that JSON does not have, bytes that are no text. It never
/// throws, and it never forgives quotes or brackets that are left open.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> text, int at)
{
    /// <summary>The outermost object is the first level.</summary>
    public const int DeepestLevel = 64;

    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> s_bareEnd = SearchValues.Create(",\"{}[]"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at = at;

    /// <summary>The byte that comes next; 0 at the end.</summary>
    public readonly byte Next => _at < _text.Length ? _text[_at] : (byte)0;

    public void SkipBlanks()
    {
        while (_at < _text.Length && IsBlank(_text[_at]))
        {
            _at++;
        }
    }

    public void SkipCommas()
    {
        while (_at < _text.Length && (IsBlank(_text[_at]) || _text[_at] == ','))
        {
            _at++;
        }
    }

    /// <summary>Takes the next byte if it is this one.</summary>
    public bool Take(byte one)
    {
        bool has = Next == one;
        _at += has ? 1 : 0;
        return has;
    }

    /// <summary>Nothing but blanks follows, or the padding of a file that is still written.</summary>
    public readonly bool IsAtEnd => _text[_at..].TrimEnd((byte)0).Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>What stands between the next two quotes; false where there are no two.</summary>
    public bool TryString(out FieldRange range, out bool isEscaped)
    {
        (range, isEscaped) = (default, false);
        if (!Take((byte)'"'))
        {
            return false;
        }

        for (int end = _at; ; end += 2)
        {
            int found = end < _text.Length ? _text[end..].IndexOfAny((byte)'"', (byte)'\\') : -1;
            if (found < 0)
            {
                return false;
            }

            end += found;
            if (_text[end] == '"')
            {
                range = new FieldRange(_at, end - _at);
                _at = end + 1;
                return true;
            }

            isEscaped = true;
        }
    }

    /// <summary>A value without quotes: a number, a word, nothing; in an object also a list of numbers, as nginx writes
    /// the times of several upstreams where the quotes were forgotten.</summary>
    public bool TryBare(bool isInArray, out FieldRange range)
    {
        range = default;
        int end = _at;
        while (true)
        {
            int found = end < _text.Length ? _text[end..].IndexOfAny(s_bareEnd) : -1;
            if (found < 0)
            {
                return false;
            }

            end += found;
            if (_text[end] != ',' || isInArray || !IsNumberBehind(end + 1))
            {
                break;
            }

            end++;
        }

        range = new FieldRange(_at, _text[_at..end].TrimEnd(" \t\r\n"u8).Length);
        _at = end;
        return true;
    }

    /// <summary>Past a value, whatever it is.</summary>
    public bool TrySkip(bool isInArray, int level)
    {
        switch (Next)
        {
            case (byte)'"':
                return TryString(out _, out _);
            case (byte)'{':
            case (byte)'[':
                bool isObject = _text[_at++] == '{';
                return TrySkipRest(isObject, level + 1);
            default:
                return TryBare(isInArray, out _);
        }
    }

    /// <summary>Past the end of the object or array that has been entered, which is at this level.</summary>
    public bool TrySkipRest(bool isObject, int level)
    {
        ulong objects = isObject ? 1u : 0u;
        int outside = level - 1;
        while (level <= DeepestLevel)
        {
            int found = _text[_at..].IndexOfAny(s_structure);
            if (found < 0)
            {
                return false;
            }

            _at += found;
            byte one = _text[_at];
            if (one == '"')
            {
                if (!TryString(out _, out _))
                {
                    return false;
                }

                continue;
            }

            _at++;
            if (one is (byte)'{' or (byte)'[')
            {
                objects = (objects << 1) | (one == '{' ? 1u : 0u);
                level++;
                continue;
            }

            if ((objects & 1) != (one == '}' ? 1u : 0u))
            {
                return false;
            }

            objects >>= 1;
            if (--level == outside)
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool IsNumberBehind(int at)
    {
        while (at < _text.Length && IsBlank(_text[at]))
        {
            at++;
        }

        return at < _text.Length && ((uint)_text[at] - '0' <= 9 || _text[at] == '-');
    }

    private static bool IsBlank(byte one) => one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
