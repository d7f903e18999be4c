using System.IO.Enumeration;
using LogStats.Faults;

namespace LogStats.Lines;

/// <summary>
/// Turns what a person typed into inputs: "-" is standard input, a name is that file, and a name that does not exist
/// but holds <c>*</c> or <c>?</c> is a wildcard over its folder.
/// </summary>
public static class InputPaths
{
    public static IEnumerable<LineInput> Expand(IEnumerable<string> paths, Func<Stream> standardInput)
    {
        foreach (string path in paths)
        {
            if (path == LineInput.StandardInputName)
            {
                yield return LineInput.FromStream(standardInput());
                continue;
            }

            if (File.Exists(path) || !path.AsSpan().ContainsAny('*', '?'))
            {
                yield return LineInput.File(path);
                continue;
            }

            foreach (string match in Match(path))
            {
                yield return LineInput.File(match);
            }
        }
    }

    /// <summary>
    /// The order in which a rotated log was written, whatever the order in which a shell lists its files: what was written
    /// to last comes last, standard input behind it.
    /// </summary>
    public static IEnumerable<LineInput> OldestFirst(IEnumerable<LineInput> inputs)
        => inputs.OrderBy(input => input.LastWrite() ?? DateTimeOffset.MaxValue);

    private static string[] Match(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } given ? given : ".";
        string name = Path.GetFileName(pattern);
        string[] matches = Directory.Exists(folder)
            ? [.. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath())
              {
                  ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                      !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(name, entry.FileName, ignoreCase: false),
              }]
            : [];
        if (matches.Length == 0)
        {
            throw Fail.PathNotFound(pattern);
        }

        Array.Sort(matches, StringComparer.Ordinal);
        return matches;
    }
}
