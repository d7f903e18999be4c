namespace LogStats.Elf.Rules;

/// <summary>Where an escape or a parenthesis stands in a pattern, outside of sets and comments.</summary>
internal readonly record struct PatternPiece(int At)
{
    public static IEnumerable<PatternPiece> Of(string pattern)
    {
        int at = 0;
        while (at < pattern.Length)
        {
            switch (pattern[at])
            {
                case '\\':
                    yield return new PatternPiece(at);
                    at += 2;
                    break;
                case '[':
                    at = BehindSet(pattern, at);
                    break;
                case '(' when pattern.AsSpan(at).StartsWith("(?#"):
                    int end = pattern.IndexOf(')', at);
                    at = end < 0 ? pattern.Length : end + 1;
                    break;
                case '(':
                    yield return new PatternPiece(at++);
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    /// <summary>A bracket that comes first, or first behind '^', is one of the set; '-[' begins a set within.</summary>
    private static int BehindSet(string pattern, int at)
    {
        int depth = 0;
        do
        {
            if (pattern[at] == '\\')
            {
                at += 2;
            }
            else if (pattern[at] == '[' && (depth == 0 || pattern[at - 1] == '-'))
            {
                depth++;
                at += pattern.AsSpan(at + 1).StartsWith("^") ? 2 : 1;
                at += pattern.AsSpan(Math.Min(at, pattern.Length)).StartsWith("]") ? 1 : 0;
            }
            else
            {
                depth -= pattern[at++] == ']' ? 1 : 0;
            }
        }
        while (depth > 0 && at < pattern.Length);

        return at;
    }
}
