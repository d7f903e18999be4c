using System.IO.Enumeration;

namespace LogStats.Follow;

/// <summary>A wildcard over one folder, and what it matched when the folder was last listed.</summary>
internal sealed class FollowedPattern(string pattern)
{
    private readonly string _folder = System.IO.Path.GetDirectoryName(pattern)!;
    private readonly string _name = System.IO.Path.GetFileName(pattern);
    private FolderMemo? _memo;

    public string Path => pattern;

    public string[] Found { get; private set; } = [];

    /// <summary>Lists the folder if anything came or went in it; true if it was listed.</summary>
    public bool Look(TimeProvider clock)
    {
        _memo ??= new FolderMemo(_folder);
        if (_memo.IsUnchanged(clock))
        {
            return false;
        }

        Found = List();
        _memo.Listed(clock);
        return true;
    }

    /// <summary>Whether a path would be matched if it were there.</summary>
    public bool Fits(string path) => System.IO.Path.GetDirectoryName(path) == _folder && Fits(System.IO.Path.GetFileName(path.AsSpan()));

    private bool Fits(ReadOnlySpan<char> name) => FileSystemName.MatchesSimpleExpression(_name, name, ignoreCase: false);

    private string[] List()
    {
        try
        {
            string[] found = [.. new FileSystemEnumerable<string>(_folder, static (ref FileSystemEntry entry) => entry.ToFullPath())
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => Fits(entry.FileName) && !entry.IsDirectory,
            }];
            Array.Sort(found, StringComparer.Ordinal);
            return found;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // A folder that is not there yet, or not to be read yet: like one without a match.
        }
    }
}
