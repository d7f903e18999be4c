using System.Text;
using LogStats.Tally;

namespace LogStats.Kinds;

/// <summary>Where a line of a followed file stands: enough to name its record the same when it is read again.</summary>
/// <param name="Path">The file that is followed.</param>
/// <param name="FileId">The name of the file among all that stood at this path.</param>
/// <param name="Offset">Where the line begins, in decompressed bytes.</param>
public readonly record struct LineOrigin(string Path, string FileId, long Offset)
{
    /// <summary>Stands for the first line in the names of records, which a follower may not have seen.</summary>
    internal long Source => (long)ByteHash.Of(Encoding.UTF8.GetBytes(FileId));

    internal bool IsOfFile(LineOrigin other) => Path == other.Path && FileId == other.FileId;
}
