using LogStats.Files;

namespace LogStats.Sinks.Text;

/// <summary>
/// A file that takes its name only when it is complete. It is written beside the one that it replaces, which stays as
/// it is until then, whatever happens. A program that is killed leaves a hidden file <c>.NAME.xxxxxxxx.tmp</c>.
/// </summary>
internal sealed class ReplacedFile : TextOutput
{
    private readonly string _path;
    private readonly string _written;
    private readonly bool _noClobber;
    private readonly FileStream _file;
    private long _start;
    private bool _complete;

    public ReplacedFile(string name, string path, bool noClobber)
        : base(name)
    {
        _path = path;
        _noClobber = noClobber;
        string random = Path.GetRandomFileName()[..8];
        _written = Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}.{random}.tmp");
        _file = new FileStream(_written, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public override Stream Stream => _file;

    public override string Left => "The file that was there is as it was.";

    public override void Begin() => _start = _file.Position;

    // Nobody can see it before it is complete, so the disk is waited for once, at the end.
    public override void Keep()
    {
    }

    public override void Undo()
    {
        _file.SetLength(_start);
        _file.Position = _start;
    }

    public override void Complete()
    {
        if (_complete)
        {
            return;
        }

        if (!OperatingSystem.IsWindows() && File.Exists(_path))
        {
            File.SetUnixFileMode(_written, File.GetUnixFileMode(_path));
        }

        DiskSync.File(_file);
        _file.Dispose();
        if (_noClobber)
        {
            File.Move(_written, _path, overwrite: false);
        }
        else
        {
            DiskSync.Replace(_written, _path);
        }

        DiskSync.FolderOf(_path);
        _complete = true;
    }

    public override void Dispose()
    {
        _file.Dispose();
        if (!_complete)
        {
            File.Delete(_written);
        }
    }
}
