namespace LogStats.Elf.Rules;

/// <summary>What a pattern may not hold, because finding it could take for ever, and what to write instead.</summary>
internal readonly record struct RefusedConstruct(int At, string Text, string Name, string Advice)
{
    public static RefusedConstruct BackReference(int at, string text) => new(at, text, "a back-reference",
        "Write out the text it refers to, or one pattern for each such text.");

    /// <summary>The first one in a pattern whose syntax is right; null if there is none.</summary>
    public static RefusedConstruct? Find(string pattern)
    {
        foreach (PatternPiece piece in PatternPiece.Of(pattern))
        {
            if (OfPiece(piece.At, pattern.AsSpan(piece.At)) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static RefusedConstruct? OfPiece(int at, ReadOnlySpan<char> rest) => rest switch
    {
        ['\\', 'G', ..] => new(at, "\\G", "an anchor at the end of the last match", "Write '^' for the beginning instead."),
        ['\\', 'k', ..] => BackReference(at, "\\k"),
        ['\\', >= '1' and <= '9', ..] => BackReference(at, rest[..2].ToString()),
        ['(', '?', '=' or '!', ..] => new(at, rest[..3].ToString(), "a look-ahead",
            "Write what does follow, such as '(/|$)', or let an earlier rule take what this one must not."),
        ['(', '?', '<', '=' or '!', ..] => new(at, rest[..4].ToString(), "a look-behind",
            "Write what stands before it as part of the pattern; only named groups are taken."),
        ['(', '?', '>', ..] => new(at, "(?>", "an atomic group", "Write '(?:' instead; no pattern goes back here anyway."),
        ['(', '?', '(', ..] => new(at, "(?(", "a condition", "Write both cases as alternatives: '(?:this|that)'."),
        ['(', '?', '<' or '\'', ..] when Balances(rest[3..]) => new(at, rest[..3].ToString(), "a balancing group",
            "Write each level of nesting out."),
        _ => null,
    };

    private static bool Balances(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny('>', '\'');
        return end >= 0 && rest[..end].Contains('-');
    }
}
