using System.Text;
using LogStats.Tally;

namespace LogStats.Sinks;

/// <summary>
/// The group in a summary's key. Two groups of one grouping never have the same text, and a text is short enough for
/// the index of any database.
/// </summary>
internal static class SummaryGroup
{
    /// <summary>The sums of all.</summary>
    public const string All = "";

    /// <summary>The name of what was folded together.</summary>
    public const string Other = "(other)";

    /// <summary>An index entry of PostgreSQL has at most 2,700 bytes; a user agent may have more.</summary>
    private const int Longest = 400;

    /// <summary>What people read for a group.</summary>
    public static string Name(IEnumerable<string?> parts) => string.Join(", ", parts.Select(static part => part ?? "(none)"));

    /// <param name="names">What it is grouped by.</param>
    /// <param name="parts">The values, one for each name, as <see cref="Part"/> gives them.</param>
    /// <param name="raw">A hash of the bytes that the values were made of, where other bytes make the same values; else 0.</param>
    public static string Of(IEnumerable<string> names, IEnumerable<string?> parts, ulong raw = 0)
        => Bounded(string.Join('&', names.Zip(parts, static (name, part) => part is null ? name : $"{name}={part}"))
            + (raw == 0 ? "" : $"#{raw:x16}"));

    /// <summary>What was folded together.</summary>
    public static string Rest(IEnumerable<string> names) => $"{string.Join('&', names)}#other";

    /// <summary>A value in such a form that it holds none of the signs between values.</summary>
    public static string? Part(string? value) => value is null ? null : Uri.EscapeDataString(value);

    /// <summary>The value that a group has for one of the things it is grouped by; null where it is not grouped by that.</summary>
    public static string? Value<TGroup>(IReadOnlyList<TGroup> by, IReadOnlyList<string?> parts, TGroup wanted)
        where TGroup : struct, Enum
    {
        for (int index = 0; index < by.Count && index < parts.Count; index++)
        {
            if (EqualityComparer<TGroup>.Default.Equals(by[index], wanted))
            {
                return parts[index];
            }
        }

        return null;
    }

    private static string Bounded(string text) => text.Length <= Longest ? text
        : $"{text[..Longest]}~{ByteHash.Of(Encoding.UTF8.GetBytes(text)):x16}";
}
