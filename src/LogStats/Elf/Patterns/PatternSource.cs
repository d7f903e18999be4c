using System.Text;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>
/// A description as it was given, and what of it is the pattern once quotes, line breaks and entities of a configuration
/// file are taken off. Each letter still knows its column in what was given, for the message of an error.
/// </summary>
internal sealed class PatternSource(string whole)
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _columns = [];

    /// <summary>What was given.</summary>
    public string Whole { get; } = whole;

    public int Length => _text.Length;

    public char this[int at] => _text[at];

    /// <summary>All of it is the pattern, but for the blanks around it.</summary>
    public static PatternSource Of(string whole)
    {
        PatternSource source = new(whole);
        int start = whole.Length - whole.TrimStart().Length;
        source.Add(whole, start, whole.TrimEnd().Length);
        return source;
    }

    /// <summary>A part of a description that stands for another one, all of it at one column.</summary>
    public PatternSource Instead(string text, int at)
    {
        PatternSource source = new(Whole);
        foreach (char letter in text)
        {
            source.Add(letter, Column(at) - 1);
        }

        return source;
    }

    /// <summary>Adds one letter, which was given at <paramref name="from"/>.</summary>
    public void Add(char letter, int from)
    {
        _text.Append(letter);
        _columns.Add(from + 1);
    }

    /// <summary>Adds what was given between two places, without the line breaks in it.</summary>
    public void Add(string whole, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            if (whole[at] is not ('\r' or '\n'))
            {
                Add(whole[at], at);
            }
        }
    }

    public int IndexOf(char letter, int from)
    {
        for (int at = from; at < _text.Length; at++)
        {
            if (_text[at] == letter)
            {
                return at;
            }
        }

        return -1;
    }

    public bool Continues(int at, string text)
        => at + text.Length <= _text.Length && _text.ToString(at, text.Length) == text;

    public string Part(int start, int end) => _text.ToString(start, end - start);

    /// <summary>Where the letter at <paramref name="at"/> was given, counted from one.</summary>
    public int Column(int at) => at < _columns.Count ? _columns[at] : _columns.Count > 0 ? _columns[^1] + 1 : 1;

    public LogStatsException Fault(string what, int at, string advice) => Fail.LogPattern(Whole, what, Column(at), advice);

    public override string ToString() => _text.ToString();
}
