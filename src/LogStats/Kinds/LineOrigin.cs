using System.Text;
using LogStats.Lines;
using LogStats.Tally;

namespace LogStats.Kinds;

/// <summary>Where a line of a followed file stands: enough to name its record the same when it is read again, in whatever way.</summary>
/// <param name="Path">The file that is followed.</param>
/// <param name="FileId">The name of the file among all that stood at this path.</param>
/// <param name="Offset">Where the line begins, in decompressed bytes.</param>
/// <param name="Front">Reads the file's first bytes while the line lives; null where nobody can.</param>
public readonly record struct LineOrigin(string Path, string FileId, long Offset, IFileFront? Front = null)
{
    /// <summary>Stands for the first record where that cannot be found.</summary>
    internal long Fallback => (long)ByteHash.Of(Encoding.UTF8.GetBytes(FileId));

    internal bool IsOfFile(LineOrigin other) => Path == other.Path && FileId == other.FileId;
}
