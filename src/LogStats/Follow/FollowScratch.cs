namespace LogStats.Follow;

/// <summary>What all files of a follower share: one buffer of each kind, because they are read one after the other, and lists of folders.</summary>
internal sealed class FollowScratch(int blockSize, TimeProvider clock)
{
    private const int LargestKept = 1 << 20;

    private readonly Dictionary<string, FolderNames> _folders = new(StringComparer.Ordinal);
    private byte[] _line = [];

    public byte[] Block { get; } = new byte[blockSize];

    public byte[] Front { get; } = new byte[FilePrint.LongestFront];

    /// <summary>How many bytes were read since somebody set it to zero.</summary>
    public long Given { get; set; }

    /// <summary>Counts looks: within one a folder is asked after once.</summary>
    public long Look { get; set; }

    /// <summary>The names in the folder of a log, as of this look.</summary>
    public FolderNames Folder(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (!_folders.TryGetValue(folder, out FolderNames? names))
        {
            _folders[folder] = names = new FolderNames(folder);
        }

        return names.At(Look, clock);
    }

    /// <summary>Room for a line longer than a block. Only a small one is kept for the next.</summary>
    public Span<byte> Line(int length)
    {
        if (length <= _line.Length)
        {
            return _line.AsSpan(0, length);
        }

        byte[] line = new byte[length];
        _line = length <= LargestKept ? line : _line;
        return line;
    }
}
