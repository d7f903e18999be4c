using LogStats.Faults;

namespace LogStats.Follow;

/// <summary>For callers who know from elsewhere how far a file got, and may have to go back.</summary>
public sealed partial class LogFollower
{
    /// <summary>
    /// How far a path was read. While the first line of a file is given, it is where the one before it ended. Null before the first line.
    /// </summary>
    public FollowPosition? PositionOf(string path) => _paths.GetValueOrDefault(path)?.Position;

    /// <summary>
    /// Goes to a position of a path: what stands behind it, in its file and in those that came after, is given next, also where it was
    /// given before. False if that file is nowhere to be found, or no line begins there; then nothing has changed.
    /// </summary>
    /// <param name="to">A position of that file; its offset and its number may be others, and it needs no tail.</param>
    public bool Rewind(FollowPosition to)
    {
        if (!_paths.TryGetValue(to.Path, out FollowedPath? path))
        {
            return false;
        }

        int open = path.IsOpen ? 1 : 0;
        if (!path.Rewind(to))
        {
            return false;
        }

        _open += (path.IsOpen ? 1 : 0) - open;
        Note(path, Looked.More);
        (_everywhere, IsAtEnd) = (true, false);
        return true;
    }

    /// <summary>
    /// Reads bytes of a file again, without going there. False if the file is nowhere to be found, cannot be read, or ends before, or
    /// if no line begins where they begin.
    /// </summary>
    /// <param name="file">A position of the file; its offset is where to read.</param>
    /// <param name="bytes">Takes the bytes.</param>
    public bool Reread(FollowPosition file, Span<byte> bytes)
    {
        try
        {
            using FollowedFile? found = _paths.GetValueOrDefault(file.Path)?.Find(file with { Tail = default });
            return found?.Again(bytes) == true;
        }
        catch (LogStatsException fault) when (fault.Id is FaultId.FileOpen or FaultId.FileRead or FaultId.PathNotFound)
        {
            return false;
        }
    }

    /// <summary>
    /// The files that stand at a path and, as rotation left them, beside it, the oldest first: where each begins, as if it were the
    /// first that ever stood there. Empty files are left out.
    /// </summary>
    public IReadOnlyList<FollowPosition> FilesOf(string path) => _paths.GetValueOrDefault(path)?.Files() ?? [];
}
