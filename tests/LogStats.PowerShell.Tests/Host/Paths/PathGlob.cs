#nullable disable

namespace System.Management.Automation;

/// <summary>Wildcards in any part of a path. Case does not matter, not even where the file system minds it.</summary>
internal static class PathGlob
{
    internal static IEnumerable<string> Expand(string pattern)
    {
        string root = Path.GetPathRoot(pattern);
        string[] parts = pattern[root.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return parts.Aggregate<string, IEnumerable<string>>(
            [root], (found, part) => found.SelectMany(path => Step(path, part)));
    }

    private static IEnumerable<string> Step(string directory, string part)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(part))
        {
            string next = Path.Combine(directory, WildcardPattern.Unescape(part));
            return Path.Exists(next) ? [next] : [];
        }

        var wildcard = new WildcardPattern(part, WildcardOptions.IgnoreCase);
        return Directory.Exists(directory)
            ? Directory.EnumerateFileSystemEntries(directory)
                .Where(entry => wildcard.IsMatch(Path.GetFileName(entry)))
                .Order(StringComparer.OrdinalIgnoreCase)
            : [];
    }
}
