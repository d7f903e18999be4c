using System.IO.Enumeration;
using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Follow;

/// <summary>The paths that are asked for: those named, and those that wildcards match now.</summary>
internal sealed class FollowedSet
{
    private readonly List<string> _patterns = [];

    /// <exception cref="LogStatsException">A path is none, or names something that is no file.</exception>
    public FollowedSet(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            string full = Full(path);
            if (FileState.OfPath(full) is { } state)
            {
                if (!state.IsRegular)
                {
                    RegularFile.Open(full).Dispose(); // Says what it is.
                    throw Fail.NotRegularFile(full);
                }
            }
            else if (Path.GetFileName(full.AsSpan()).ContainsAny('*', '?'))
            {
                _patterns.Add(full);
                continue;
            }

            if (!Named.Contains(full))
            {
                Named.Add(full);
            }
        }
    }

    public List<string> Named { get; } = [];

    /// <summary>All folders in which something may happen.</summary>
    public IEnumerable<string> Folders => Named.Concat(_patterns).Select(path => Path.GetDirectoryName(path)!).Distinct();

    /// <summary>
    /// The files that wildcards match now. What rotation made of another file that is followed is that one's matter:
    /// it is in <paramref name="rotated"/>.
    /// </summary>
    public List<string> Matches(out HashSet<string> rotated)
    {
        List<string> all = [.. _patterns.SelectMany(Match).Distinct()];
        HashSet<string> live = [.. all, .. Named];
        HashSet<string> older = [.. all.Where(path => RotatedName.IsOfAny(path, live))];
        rotated = older;
        return [.. all.Where(path => !older.Contains(path)).Except(Named)];
    }

    /// <summary>Whether a path would be matched if it were there.</summary>
    public bool Wants(string path) => Named.Contains(path) || _patterns.Exists(pattern =>
        Path.GetDirectoryName(pattern) == Path.GetDirectoryName(path) && Fits(Path.GetFileName(pattern), Path.GetFileName(path)));

    private static bool Fits(string pattern, ReadOnlySpan<char> name)
        => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static string[] Match(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern)!;
        string name = Path.GetFileName(pattern);
        try
        {
            string[] found = [.. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath())
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && Fits(name, entry.FileName),
            }];
            Array.Sort(found, StringComparer.Ordinal);
            return found;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // A folder that is not there yet, or not to be read yet: like one without a match.
        }
    }

    private static string Full(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            throw Fail.Value("a path", path, "the path of a file, or a wildcard such as '/var/log/nginx/*.log'");
        }
    }
}
