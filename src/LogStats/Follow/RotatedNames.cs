namespace LogStats.Follow;

/// <summary>
/// The names beside a log that rotation made of it, listed anew only once its folder has changed: for who asks at every look. How
/// the files are is asked each time.
/// </summary>
internal sealed class RotatedNames(string path)
{
    private readonly FolderMemo _folder = new(Path.GetDirectoryName(path)!);
    private string[] _names = [];

    public List<RotatedFile> Of(TimeProvider clock)
    {
        if (!_folder.IsUnchanged(clock))
        {
            List<RotatedFile> files = RotatedFiles.Of(path);
            _names = [.. files.Select(file => file.Path)];
            _folder.Listed(clock);
            return files;
        }

        return RotatedFiles.Of(_names);
    }
}
