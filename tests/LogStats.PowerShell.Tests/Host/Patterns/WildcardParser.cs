#nullable disable

namespace System.Management.Automation;

/// <summary>Reads a pattern into its places.</summary>
internal static class WildcardParser
{
    private static readonly (char From, char To)[] s_any = [(char.MinValue, char.MaxValue)];

    internal static WildcardElement[] Parse(string pattern, bool ignoreCase)
    {
        List<WildcardElement> elements = [];
        for (int i = 0; i < pattern.Length; i++)
        {
            elements.Add(pattern[i] switch
            {
                '*' => new(IsStar: true, ignoreCase, []),
                '?' => new(IsStar: false, ignoreCase, s_any),
                '[' => new(IsStar: false, ignoreCase, ReadSet(pattern, ref i)),
                '`' when i + 1 < pattern.Length => Literal(pattern[++i], ignoreCase),
                _ => Literal(pattern[i], ignoreCase),
            });
        }

        return [.. elements];
    }

    private static WildcardElement Literal(char character, bool ignoreCase) =>
        new(IsStar: false, ignoreCase, [(character, character)]);

    /// <summary>A closing bracket in first place belongs to the set, a dash at either end too.</summary>
    private static (char From, char To)[] ReadSet(string pattern, ref int i)
    {
        List<(char From, char To)> ranges = [];
        for (i++; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && ranges.Count > 0)
            {
                return [.. ranges];
            }

            char from = Character(pattern, ref i);
            char to = from;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                to = Character(pattern, ref i);
            }

            ranges.Add((from, to));
        }

        throw new WildcardPatternException($"The specified wildcard character pattern is not valid: {pattern}");
    }

    private static char Character(string pattern, ref int i) =>
        pattern[i] == '`' && i + 1 < pattern.Length ? pattern[++i] : pattern[i];
}
