#nullable disable

namespace System.Management.Automation;

/// <summary>One place of a pattern: a star, or the ranges of characters that fit.</summary>
internal sealed record WildcardElement(bool IsStar, bool IgnoreCase, (char From, char To)[] Ranges)
{
    internal bool Matches(char character) => InRange(character)
        || (IgnoreCase && (InRange(char.ToLowerInvariant(character)) || InRange(char.ToUpperInvariant(character))));

    private bool InRange(char character) =>
        Array.Exists(Ranges, range => range.From <= character && character <= range.To);
}
