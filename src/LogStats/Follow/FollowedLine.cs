using LogStats.Lines;

namespace LogStats.Follow;

/// <summary>One line of a followed file. Its bytes live as long as the call that gives it.</summary>
public readonly ref struct FollowedLine
{
    internal FollowedLine(
        string path, string fileId, long offset, ReadOnlySpan<byte> whole, bool isPartial, IFileFront? front)
    {
        Path = path;
        FileId = fileId;
        Offset = offset;
        Whole = whole;
        IsPartial = isPartial;
        Front = front;
    }

    /// <summary>The full path of the followed file, also while the line is read from where rotation has put it.</summary>
    public string Path { get; }

    /// <summary>
    /// Names the file among all that stood at this path, one after the other. It stays when the file is renamed or compressed, and
    /// is the same again when a line is read again after a restart from a checkpoint.
    /// </summary>
    public string FileId { get; }

    /// <summary>Where the line begins, in decompressed bytes.</summary>
    public long Offset { get; }

    /// <summary>Where the next one begins.</summary>
    public long NextOffset => Offset + Whole.Length;

    /// <summary>The line as it stands in the file, with its LF or CR LF: all lines of a file, one behind the other, are the file.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>The line without its end: LF, and one CR directly before it. Of a partial line, what stands there.</summary>
    public ReadOnlySpan<byte> Bytes => WithoutEnd(Whole, IsPartial);

    /// <summary>Whether the file ended for good without a LF: the line may be cut, and its bytes are as they stood.</summary>
    public bool IsPartial { get; }

    /// <summary>The top of its file, as long as the call lasts.</summary>
    public IFileFront? Front { get; }

    internal static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> whole, bool isPartial)
        => isPartial ? whole : whole is [.., (byte)'\r', _] ? whole[..^2] : whole[..^1];
}
