using System.Globalization;
using System.Text;

namespace LogStats.Elf.Munin;

/// <summary>
/// Names that clients and users chose, made safe for an INI file and for Munin. What is not allowed becomes an
/// underscore: names that only differ in it count as one.
/// </summary>
internal static class MuninName
{
    private const char Instead = '_';

    /// <summary>What may stand between the brackets of a section.</summary>
    public static string Section(string name) => Map(name, rune => IsShown(rune) && rune.Value is not ('[' or ']' or '='));

    /// <summary>A key in lower case; nothing in it ends it, and it begins neither a comment, a section nor a continued line.</summary>
    public static string Key(string name)
    {
        string key = Map(name.ToLowerInvariant(), rune => IsShown(rune) && rune.Value is not ('=' or ':')).Trim();
        return key.Length == 0 || key[0] is '#' or ';' or '[' ? $"{Instead}{key}" : key;
    }

    /// <summary>A value, or a text of Munin's: one line.</summary>
    public static string Value(string text) => Map(text, IsShown).Trim();

    /// <summary>The id of a graph, or the part of it that a group or an instance is.</summary>
    public static string Id(string name) => Map(name, rune => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value == Instead));

    /// <summary>The name of a field: an id that begins with no digit, and is not the one word that Munin keeps for itself.</summary>
    public static string Field(string name)
    {
        string id = Id(name);
        return id.Length == 0 || char.IsAsciiDigit(id[0]) || id == "root" ? $"{Instead}{id}" : id;
    }

    /// <summary>The id, with a number behind it where it is taken already.</summary>
    public static string Unique(string id, HashSet<string> taken)
    {
        string unique = id;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}_{number}");
        }

        return unique;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static string Map(string text, Func<Rune, bool> isAllowed)
    {
        StringBuilder mapped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = isAllowed(rune) ? mapped.Append(rune.ToString()) : mapped.Append(Instead);
        }

        return mapped.ToString();
    }
}
