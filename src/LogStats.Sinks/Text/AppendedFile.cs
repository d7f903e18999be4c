using LogStats.Files;

namespace LogStats.Sinks.Text;

/// <summary>
/// A file that grows: each batch is on the disk before it is answered, and a batch that failed is cut off again. Has
/// one writer at a time.
/// </summary>
internal sealed class AppendedFile : TextOutput
{
    private readonly FileStream _file;
    private long _start;

    public AppendedFile(string name, FileStream file)
        : base(name)
    {
        _file = file;
        _start = file.Seek(0, SeekOrigin.End);
        if (_start == 0)
        {
            DiskSync.FolderOf(file.Name);
        }
    }

    /// <summary>Where it lies, links followed.</summary>
    public string Path => _file.Name;

    public override Stream Stream => _file;

    public override string Left => "Nothing of this batch is left in the file, and all before it is safe.";

    public override void Begin() => _start = _file.Position;

    public override void Keep() => DiskSync.File(_file);

    public override void Undo()
    {
        _file.SetLength(_start);
        _file.Position = _start;
    }

    public override void Complete()
    {
    }

    public override void Dispose() => _file.Dispose();
}
