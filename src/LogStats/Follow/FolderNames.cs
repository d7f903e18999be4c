using System.IO.Enumeration;

namespace LogStats.Follow;

/// <summary>
/// The names in one folder, in order, listed once for all logs in it and anew only when it has changed. For who asks at every
/// look and loses nothing but time where a name is missing: while files are renamed, a list may be without one.
/// </summary>
internal sealed class FolderNames(string folder)
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly FolderMemo _memo = new(folder);
    private string[] _names = [];
    private long _look = -1;

    /// <summary>Another one for each list.</summary>
    public int Version { get; private set; }

    /// <summary>Looks at the folder, once for each look of the follower.</summary>
    public FolderNames At(long look, TimeProvider clock)
    {
        if (_look != look)
        {
            _look = look;
            if (!_memo.IsUnchanged(clock))
            {
                _names = List();
                _memo.Listed(clock);
                Version++;
            }
        }

        return this;
    }

    /// <summary>The full paths of what rotation made of a log in this folder: they all begin with its name, less its extension.</summary>
    public string[] Beside(string path)
    {
        string live = Path.GetFileName(path);
        string stem = Path.GetFileNameWithoutExtension(live);
        int at = Array.BinarySearch(_names, stem, StringComparer.Ordinal);
        List<string> found = [];
        for (at = at < 0 ? ~at : at; at < _names.Length && _names[at].StartsWith(stem, StringComparison.Ordinal); at++)
        {
            if (RotatedName.Is(_names[at], live))
            {
                found.Add(Path.Join(folder, _names[at]));
            }
        }

        return [.. found];
    }

    private string[] List()
    {
        try
        {
            string[] names = [.. new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.FileName.ToString(), s_all)];
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // A folder that cannot be listed has nothing that could be read on.
        }
    }
}
