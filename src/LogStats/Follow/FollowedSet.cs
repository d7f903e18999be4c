using System.IO.Enumeration;
using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Follow;

/// <summary>The paths that are asked for: those named, and those that wildcards match now.</summary>
internal sealed class FollowedSet
{
    private static readonly string[] s_ofTheKernel = OperatingSystem.IsLinux() ? ["/proc", "/sys"] : [];

    private readonly List<FollowedPattern> _patterns = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _exclude;
    private readonly TimeProvider _clock;

    /// <exception cref="LogStatsException">A path is none, or names something that is no file.</exception>
    public FollowedSet(IReadOnlyList<string> paths, IReadOnlyList<string> exclude, TimeProvider clock)
    {
        (_exclude, _clock) = ([.. exclude.Select(Whole)], clock);
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

                if (state.Length == 0 && s_ofTheKernel.Any(place => FileState.OfPath(place)?.Identity.Device == state.Identity.Device))
                {
                    throw Fail.KernelFile(full);
                }
            }
            else if (Path.GetFileName(full.AsSpan()).ContainsAny('*', '?'))
            {
                _patterns.Add(new FollowedPattern(full));
                continue;
            }

            if (!IsExcluded(full) && _named.Add(full))
            {
                Named.Add(full);
            }
        }

        Folders = [.. Named.Concat(_patterns.Select(pattern => pattern.Path)).Select(path => Path.GetDirectoryName(path)!).Distinct()];
    }

    public List<string> Named { get; } = [];

    /// <summary>All folders in which something may happen.</summary>
    public IReadOnlyList<string> Folders { get; }

    public bool IsNamed(string path) => _named.Contains(path);

    /// <summary>
    /// The files that wildcards match now, unless nothing came or went since the last look. What rotation made of another file that
    /// is followed is that one's matter: it is in <paramref name="rotated"/>.
    /// </summary>
    public bool Look(out List<string> matches, out HashSet<string> rotated)
    {
        (matches, rotated) = ([], []);
        bool isNew = false;
        foreach (FollowedPattern pattern in _patterns)
        {
            isNew |= pattern.Look(_clock);
        }

        if (!isNew)
        {
            return false;
        }

        List<string> all = [.. _patterns.SelectMany(pattern => pattern.Found).Distinct().Where(path => !IsExcluded(path))];
        HashSet<string> live = [.. all, .. Named];
        HashSet<string> older = [.. all.Where(path => RotatedName.IsOfAny(path, live))];
        (matches, rotated) = ([.. all.Where(path => !older.Contains(path) && !_named.Contains(path))], older);
        return true;
    }

    /// <summary>Whether a path would be matched if it were there.</summary>
    public bool Wants(string path) => !IsExcluded(path) && (_named.Contains(path) || _patterns.Exists(pattern => pattern.Fits(path)));

    private bool IsExcluded(string path)
    {
        foreach (string pattern in _exclude)
        {
            ReadOnlySpan<char> compared = pattern.Contains(Path.DirectorySeparatorChar) ? path : Path.GetFileName(path.AsSpan());
            if (FileSystemName.MatchesSimpleExpression(pattern, compared, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A pattern of a path is one from the root, as paths are.</summary>
    private static string Whole(string pattern)
    {
        string native = pattern.Replace(Path.AltDirectorySeparatorChar, Path.DirectorySeparatorChar);
        return native.Contains(Path.DirectorySeparatorChar) && !native.StartsWith('*') ? Full(native) : native;
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
