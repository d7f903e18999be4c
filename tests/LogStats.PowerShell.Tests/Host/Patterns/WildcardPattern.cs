#nullable disable

using System.Text;

namespace System.Management.Automation;

/// <summary>
/// PowerShell's wildcards: * ? [abc] [a-z], and the backtick that takes their meaning away. There is no
/// negated set. A bracket that is never closed is reported by the first comparison, not by the constructor.
/// </summary>
public sealed class WildcardPattern
{
    private const string Special = "*?[]`";

    private readonly string _pattern;
    private readonly WildcardOptions _options;
    private WildcardElement[] _elements;

    public WildcardPattern(string pattern)
        : this(pattern, WildcardOptions.None)
    {
    }

    public WildcardPattern(string pattern, WildcardOptions options)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _pattern = pattern;
        _options = options;
    }

    public static WildcardPattern Get(string pattern, WildcardOptions options) => new(pattern, options);

    public static string Escape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return string.Concat(
            pattern.Select(character => Special.Contains(character) ? $"`{character}" : $"{character}"));
    }

    public static string Unescape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var text = new StringBuilder(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            bool escape = pattern[i] == '`' && i + 1 < pattern.Length && Special.Contains(pattern[i + 1]);
            text.Append(pattern[escape ? ++i : i]);
        }

        return text.ToString();
    }

    public static bool ContainsWildcardCharacters(string pattern)
    {
        for (int i = 0; i < (pattern?.Length ?? 0); i++)
        {
            if (pattern[i] == '`')
            {
                i++;
            }
            else if (pattern[i] is '*' or '?' or '[' or ']')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Walks both texts once; after a mismatch only the last star needs to take one character more.</summary>
    public bool IsMatch(string input)
    {
        if (input is null)
        {
            return false;
        }

        _elements ??= WildcardParser.Parse(_pattern, (_options & WildcardOptions.IgnoreCase) != 0);
        int element = 0, position = 0, star = -1, resume = 0;
        while (position < input.Length)
        {
            if (element < _elements.Length && _elements[element].IsStar)
            {
                (star, resume) = (element++, position);
            }
            else if (element < _elements.Length && _elements[element].Matches(input[position]))
            {
                (element, position) = (element + 1, position + 1);
            }
            else if (star >= 0)
            {
                (element, position) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return _elements.AsSpan(element).ToArray().All(rest => rest.IsStar);
    }
}
