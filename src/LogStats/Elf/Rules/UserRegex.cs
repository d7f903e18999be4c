using System.Text;
using System.Text.RegularExpressions;
using LogStats.Faults;

namespace LogStats.Elf.Rules;

/// <summary>
/// A regular expression that somebody wrote in a setting, with named groups as .NET or as Python writes them. Matching
/// takes time in proportion to the text, whatever the pattern and the text are. For one thread.
/// </summary>
internal sealed class UserRegex
{
    private readonly Regex _regex;

    private UserRegex(Regex regex) => _regex = regex;

    /// <summary>The setting is where the pattern stands, as an error names it.</summary>
    /// <exception cref="LogStatsException">The pattern is wrong, or needs to go back.</exception>
    public static UserRegex Compile(string setting, string pattern)
    {
        (string translated, List<int> left) = OfPython(setting, pattern);
        try
        {
            return new UserRegex(new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (RegexParseException error)
        {
            string place = $"at offset {error.Offset}. ";
            int text = error.Message.LastIndexOf(place, StringComparison.Ordinal);
            string reason = text < 0 ? error.Error.ToString() : error.Message[(text + place.Length)..].TrimEnd('.');
            int at = error.Offset;
            foreach (int gone in left)
            {
                at += gone <= at ? 1 : 0;
            }

            throw Fail.Pattern(setting, pattern, $"at place {at}: {reason}",
                "Correct it there. Characters that mean themselves, such as '.', '?' or '(', have a '\\' before them.", error);
        }
        catch (NotSupportedException error)
        {
            throw RefusedConstruct.Find(pattern) is { } refused ? Refuse(setting, pattern, refused, error)
                : Fail.Pattern(setting, pattern, "its counts make it too large", "Write smaller counts, or '*' and '+' instead of them.", error);
        }
    }

    public bool Has(string group) => _regex.GroupNumberFromName(group) >= 0;

    public bool IsMatch(string text) => _regex.IsMatch(text);

    public Match Match(string text) => _regex.Match(text);

    /// <summary>The text without what matches.</summary>
    public string Remove(string text) => _regex.Replace(text, "");

    /// <summary>The pattern as .NET writes it, and the places of what was left out.</summary>
    private static (string Pattern, List<int> Left) OfPython(string setting, string pattern)
    {
        List<int> left = [];
        StringBuilder translated = new(pattern);
        foreach (PatternPiece piece in PatternPiece.Of(pattern))
        {
            ReadOnlySpan<char> rest = pattern.AsSpan(piece.At);
            if (rest.StartsWith("(?P="))
            {
                throw Refuse(setting, pattern, RefusedConstruct.BackReference(piece.At, "(?P="));
            }

            if (rest.StartsWith("(?P<"))
            {
                translated.Remove(piece.At + 2 - left.Count, 1);
                left.Add(piece.At + 2);
            }
        }

        return (translated.ToString(), left);
    }

    private static LogStatsException Refuse(string setting, string pattern, RefusedConstruct refused, Exception? inner = null)
        => Fail.Pattern(setting, pattern, $"'{refused.Text}' at place {refused.At} is {refused.Name}, which could take for ever", refused.Advice, inner);
}
