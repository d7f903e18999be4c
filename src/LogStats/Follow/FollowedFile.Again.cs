namespace LogStats.Follow;

/// <summary>Reading what was read before.</summary>
internal sealed partial class FollowedFile
{
    /// <summary>Goes to where a line begins. False if none begins there; then nothing has changed.</summary>
    public bool GoBack(long offset)
    {
        Span<byte> tail = stackalloc byte[FilePrint.LongestTail];
        tail = tail[..(int)Math.Clamp(offset, 0, tail.Length)];
        if (offset < 0 || Bytes.Read(offset - tail.Length, tail) < tail.Length || (tail.Length > 0 && tail[^1] != (byte)'\n'))
        {
            return false;
        }

        tail.CopyTo(_tail);
        (Offset, _searched, _tailLength, ReadTo, EndsMet, IdleLooks) = (offset, offset, tail.Length, null, 0, 0);
        return true;
    }

    /// <summary>Learns its name. False while it has no whole line, unless it is over: then what stands in it is one.</summary>
    public bool Know(FollowScratch scratch, bool isOver)
    {
        int front = Bytes.Read(0, scratch.Front);
        if (Check(scratch, front) && isOver && FileId.Length == 0)
        {
            FileId = Name(scratch.Front.AsSpan(0, front));
        }

        return FileId.Length > 0;
    }

    /// <summary>Fills a buffer with what stands behind the offset. False if there is less.</summary>
    public bool Again(Span<byte> buffer) => Bytes.Read(Offset, buffer) == buffer.Length;
}
